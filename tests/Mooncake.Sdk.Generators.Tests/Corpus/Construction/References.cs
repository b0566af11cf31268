// Constructors that take members as read-only references, beside others that take them as values.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("references/{Id}")]
public sealed partial class Entry
{
    public Entry(int id, string? name)
        : this(in id, in name) => IsByValue = true;

    [StoreConstructor]
    public Entry(in int id, ref readonly string? name)
    {
        Id = id;
        Name = name;
    }

    public int Id { get; }

    public string? Name { get; }

    [StoreIgnore]
    public bool IsByValue { get; }
}

[StoreObject]
public readonly partial record struct Point(in string Name, in decimal X);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new Entry(1, "n"), "references/1");
        check.Same((1, "n", false), (read.Id, read.Name, read.IsByValue));
        check.Same(new Point("p", 2m), check.Value(new Point("p", 2m)));
    }
}
