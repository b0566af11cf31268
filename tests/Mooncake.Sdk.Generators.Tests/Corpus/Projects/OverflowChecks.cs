// A project that checks overflow: keys of negative enums and sizes are computed as everywhere.
// with: checked
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public enum Signed : sbyte { Low = -128, High = 127 }

[StoreKey("checked/{A}/{B:x}/{C:G}")]
public sealed partial record Entry(Signed A, Signed B, Signed C, int[] Items);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new(Signed.Low, Signed.Low, Signed.High, [1]), "checked/-128/80/High");
        check.Same(Signed.Low, read.A);
    }
}
