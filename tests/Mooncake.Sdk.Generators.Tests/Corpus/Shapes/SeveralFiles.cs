// Parts in three files, with attributes and members in different ones.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("parts/{Id}/{Name}")]
public sealed partial class Entry
{
    [StoreOrder(0)]
    public int Id { get; init; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new() { Id = 1, Name = "n", Late = 2 }, "parts/1/n");
        check.Same(2, read.Late);
    }
}
// file: Entry.Name.cs
namespace Samples;

[Mooncake.StoreObject(Mooncake.StoreLayout.VersionTolerant)]
partial class Entry
{
    [Mooncake.StoreOrder(1)]
    public required string Name { get; init; }
}
// file: Entry.Late.cs
namespace Samples
{
    partial class Entry
    {
        [Mooncake.StoreOrder(5)]
        public int Late { get; set; }
    }
}
