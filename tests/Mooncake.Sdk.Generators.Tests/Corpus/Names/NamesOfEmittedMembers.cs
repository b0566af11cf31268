// Members by the names that emitted code uses for its own methods, locals and parameters.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("n/{Template}/{Key}/{Write}/{Info}/{text}/{part0}/{reader}/{writer}/{separator:G}/{KeyOf}")]
public sealed partial record Names(
    int Template, int Key, int Write, string Info, string text, string part0, int reader, int writer, Kind separator, bool KeyOf,
    int Shape, string TryRead, int TryWrite, int TryMeasure, string MinSize, int value, int count, int sizer, int member0, int run1, string TryReadPrefix, int WireType);

public enum Kind { key, token }

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Names value = new(1, 2, 3, "i", "t", "p", 4, 5, Kind.token, true, 6, "r", 7, 8, "m", 9, 10, 11, 12, 13, "tp", 14);
        check.Same(value, await check.RecordAsync<NamesKey, Names>(value, "n/1/2/3/i/t/p/4/5/token/1"));
    }
}
