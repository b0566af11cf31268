// Texts with every character that is escaped, an empty one, and one at either end of the template.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("{A}:{B}.{C}→{D}")]
public sealed partial record Entry(string A, string B, string C, string D);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry value = new("a:b%c,d.e", "", "\t→\u007f/", "größe🥮");
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, "a%3Ab%25c%2Cd%2Ee:.%09%E2%86%92%7F/→größe🥮"));
    }
}
