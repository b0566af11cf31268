// Members of base types come first; one is overridden, one hidden, one is protected and included; base and derived have keys of their own.
// rules: MOON0030 MOON0030
// whole: Samples.Derived.StoreKey
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("base/{Id}")]
public partial class Base
{
    public int Id { get; set; }

    public virtual string Text { get; set; } = "";

    public int Hidden { get; set; }

    [StoreInclude]
    protected internal int Inner { get; set; }
}

public class Unmarked : Base
{
    public int Middle { get; set; }
}

[StoreKey("derived/{Id}/{Hidden}")]
public sealed partial class Derived : Unmarked
{
    public override string Text { get; set; } = "d";

    public new long Hidden { get; init; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(4, (await check.RecordAsync<BaseKey, Base>(new() { Id = 1, Inner = 4 }, "base/1")).Inner);
        Derived read = await check.RecordAsync<DerivedKey, Derived>(new() { Id = 2, Text = "t", Middle = 3, Hidden = 9, Inner = 5 }, "derived/2/9");
        check.Same(("t", 3, 9L, 5), (read.Text, read.Middle, read.Hidden, read.Inner));
    }
}
