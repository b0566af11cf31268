// A private type gets its key beside it, private too, and no typed set on the store: nothing outside could name it.
// rules: MOON0003
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public static partial class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry value = new(3, "x");
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, "e/3"));
    }

    [StoreKey("e/{Id}")]
    private sealed partial record Entry(int Id, string Text);
}
