// A template of one text and nothing else: its key must not be empty, and it has no beginning to remove by.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("{Name}")]
public sealed partial record Entry(string Name);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Entry("n"), await check.RecordAsync<EntryKey, Entry>(new("n"), "n"));
        check.Same(false, EntryKey.TryParse("", out _));
    }
}
