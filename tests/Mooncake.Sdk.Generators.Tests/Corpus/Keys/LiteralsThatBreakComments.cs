// Characters that end a line, that XML has a meaning for, or that XML does not have, in a template that comments repeat.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("<c>&amp;</c>\u2028/{Id}\u2029\"\\\uFFFE-->{Name}\uFFFF*/")]
public sealed partial record Entry(int Id, string Name);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Entry(1, "n"), await check.RecordAsync<EntryKey, Entry>(new(1, "n"), "<c>&amp;</c>\u2028/1\u2029\"\\\uFFFE-->n\uFFFF*/"));
    }
}
