using System.Diagnostics;
using Mooncake.Benchmarks.Measurement;
using Mooncake.Benchmarks.Typed;

namespace Mooncake.Benchmarks.Cluster;

/// <summary>Callers that each await one get at a time: how many gets a second they have together, over one caller alone.</summary>
internal static class ConcurrentGets
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(400);

    /// <summary>Measures and prints.</summary>
    /// <param name="measured">The store.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    internal static async Task MeasureAsync(MeasuredStore measured, CancellationToken cancellationToken)
    {
        measured.Clear();
        BenchBlock[] blocks = BenchBlock.Make(256, 256);
        (await measured.Store.BenchBlocks.PutManyAsync(blocks, cancellationToken: cancellationToken)).ThrowIfFailed();
        foreach (int callers in (int[])[8, 64, 256])
        {
            List<double> many = [];
            List<double> one = [];
            for (int round = 0; round < Rounds; round++)
            {
                many.Add(await ThroughputAsync(measured.Store, blocks, callers));
                one.Add(await ThroughputAsync(measured.Store, blocks, 1));
            }

            new RatioLine(
                $"{callers} concurrent single gets over one at a time, a second",
                AsyncRounds.Median(many),
                AsyncRounds.Median(one),
                LowerIsBetter: false,
                null,
                0).Print();
        }
    }

    private static async Task<double> ThroughputAsync(MooncakeStore store, BenchBlock[] blocks, int callers)
    {
        long count = 0;
        long start = Stopwatch.GetTimestamp();
        async Task WorkAsync(int worker)
        {
            BenchBlockKey key = BenchBlockKey.Of(in blocks[worker]);
            while (Stopwatch.GetElapsedTime(start) < Round)
            {
                (await store.BenchBlocks.GetAsync(key)).GetValueOrThrow();
                Interlocked.Increment(ref count);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, callers).Select(worker => Task.Run(() => WorkAsync(worker))));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
