// A project with implicit usings: the user writes no using of System, and emitted code needs none either way.
// usings: implicit
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("i/{Id}")]
public sealed partial record Entry(Guid Id, List<int> Items, Uri? Link);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new(Guid.Empty, [1, 2], new("https://example.org/")), "i/00000000-0000-0000-0000-000000000000");
        check.Same([1, 2], read.Items);
    }
}
