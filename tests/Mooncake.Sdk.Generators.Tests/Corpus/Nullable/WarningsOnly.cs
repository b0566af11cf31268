// Warnings without annotations.
// nullable: warnings
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("warned/{Name}")]
public sealed partial record Entry(string Name, string Text, Entry Next);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry value = new("a", null, new("b", "t", null));
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, "warned/a"));
    }
}
