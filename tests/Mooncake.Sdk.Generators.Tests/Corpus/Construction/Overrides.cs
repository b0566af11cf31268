// Overrides that declare one accessor and inherit the other, and one that leaves out what it overrides; private members of a type around.
// rules: MOON0030
// whole: Samples.Entry.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public class Base
{
    public virtual int Id { get; set; }

    public virtual string? Name { get; set; }

    public virtual int Left { get; set; } = 5;
}

[StoreKey("overrides/{Id}")]
public sealed partial class Entry : Base
{
    public override int Id
    {
        set => base.Id = value;
    }

    public override string? Name => base.Name;

    [StoreIgnore]
    public override int Left { get; set; } = 6;
}

public partial class Outer
{
    [StoreInclude]
    private int _hidden;

    public static int Hidden(Outer outer) => outer._hidden;

    [StoreObject]
    public sealed partial class Inner : Outer
    {
        public static Inner Of(int hidden) => new() { _hidden = hidden };
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new Entry { Id = 1, Name = "n", Left = 7 }, "overrides/1");
        check.Same((1, "n", 6), (read.Id, read.Name, read.Left));
        check.Same(8, Outer.Hidden(check.Value(Outer.Inner.Of(8))));
    }
}
