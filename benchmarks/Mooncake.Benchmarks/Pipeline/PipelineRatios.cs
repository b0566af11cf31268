using System.Diagnostics;
using Mooncake.Benchmarks.Measurement;
using Mooncake.Benchmarks.Typed;
using Mooncake.Testing;

namespace Mooncake.Benchmarks.Pipeline;

/// <summary>
/// What gathering does for callers that await one operation at a time: many at once against one after the other, over a round trip of 100
/// us or that of a connected store.
/// </summary>
internal static class PipelineRatios
{
    private const int Concurrency = 64;
    private const int Rounds = 5;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(400);

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string? connect, CancellationToken cancellationToken)
    {
        await using MeasuredStore measured = connect is null
            ? await MeasuredStore.OpenAsync(
                "embedded://?segment=64MiB", static inner => new LatencyBackend(inner, RoundTrip), cancellationToken)
            : await MeasuredStore.OpenAsync(connect, null, cancellationToken);
        MooncakeStore store = measured.Store;
        BenchBlock[] blocks = BenchBlock.Make(Concurrency, 256);
        StoreBatch put = await store.BenchBlocks.PutManyAsync(blocks, cancellationToken: cancellationToken);
        if (put.FirstError is { } error)
        {
            throw new StoreException(error);
        }

        double bestMany = 0;
        double bestOne = 0;
        long allocated = 0;
        long operations = 1;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            (double many, operations) = await ThroughputAsync(store, blocks, Concurrency);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            (double one, _) = await ThroughputAsync(store, blocks, 1);
            bestMany = Math.Max(bestMany, many);
            bestOne = Math.Max(bestOne, one);
        }

        string place = connect is null ? "round trip 100 us" : "connected";
        new RatioLine($"{Concurrency} concurrent single gets over one at a time, {place}", bestMany, bestOne, LowerIsBetter: false, 8, (double)allocated / operations).Print();
    }

    private static async Task<(double PerSecond, long Operations)> ThroughputAsync(
        MooncakeStore store, BenchBlock[] blocks, int concurrency)
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

        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(worker => Task.Run(() => WorkAsync(worker))));
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, count);
    }
}
