// Slots by number, with gaps.
// whole: Samples.Tolerant.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("tolerant/{First}")]
[StoreObject(StoreLayout.VersionTolerant)]
public partial class Tolerant
{
    [StoreOrder(2)]
    public string? Late;

    [StoreOrder(0)]
    public required int First { get; init; }

    [StoreOrder(4), StoreKeepInitializer]
    public int Kept { get; set; } = 7;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Tolerant read = await check.RecordAsync<TolerantKey, Tolerant>(new() { First = 1, Late = "l", Kept = 2 }, "tolerant/1");
        check.Same((1, "l", 2), (read.First, read.Late, read.Kept));
    }
}
