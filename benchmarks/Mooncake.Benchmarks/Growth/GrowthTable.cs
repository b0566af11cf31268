using System.Diagnostics;
using System.Globalization;

namespace Mooncake.Benchmarks.Growth;

/// <summary>
/// What operations cost on the embedded engine as the number of objects grows: absolute times, medians of a few rounds, as a Markdown
/// table.
/// </summary>
internal static class GrowthTable
{
    private const int FewObjects = 100_000;
    private const int MostGets = 1_000_000;

    /// <summary>Room for one object with its key and trailer, and to spare: nothing may be evicted.</summary>
    private const long BytesPerObject = 192;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 4_000_000, 10_000_000];

    /// <summary>Measures and prints.</summary>
    /// <param name="most">The largest number of objects; 10 million take about 4 GB of memory.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    internal static async Task RunAsync(int most, CancellationToken cancellationToken)
    {
        Console.WriteLine("| objects | put | get | removal by prefix of all | of none | another client leaves | disposal |");
        Console.WriteLine("|---|---|---|---|---|---|---|");

        // What runs for the first time is compiled then.
        _ = await RoundAsync(Sizes[0], cancellationToken);
        foreach (int objects in Sizes.Where(size => size <= most))
        {
            List<GrowthRound> rounds = [];
            for (int i = 0; i < (objects > FewObjects ? 3 : 7); i++)
            {
                rounds.Add(await RoundAsync(objects, cancellationToken));
            }

            string Each(Func<GrowthRound, TimeSpan> time, int count) =>
                string.Create(CultureInfo.InvariantCulture, $"{Median(rounds, time).TotalNanoseconds / count:F0} ns");
            string Whole(Func<GrowthRound, TimeSpan> time) => string.Create(
                CultureInfo.InvariantCulture, $"{Median(rounds, time).TotalMilliseconds:F2} ms");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {objects:N0} | {Each(static round => round.Puts, objects)} | {Each(static round => round.Gets, Math.Min(objects, MostGets))} | {Each(static round => round.RemovalOfAll, objects)} each | {Whole(static round => round.RemovalOfNone)} | {Whole(static round => round.Leave)} | {Whole(static round => round.Disposal)} |"));
        }
    }

    private static TimeSpan Median(List<GrowthRound> rounds, Func<GrowthRound, TimeSpan> time)
    {
        TimeSpan[] times = [.. rounds.Select(time).Order()];
        return times[times.Length / 2];
    }

    private static async Task<GrowthRound> RoundAsync(int objects, CancellationToken cancellationToken)
    {
        string connection = $"embedded://growth-{Guid.NewGuid():N}?segment={(objects * BytesPerObject) + (64 << 20)}&hostname=";
        MooncakeStore store = await MooncakeStore.OpenAsync(connection + "filled", cancellationToken);
        GrowthRound round = new();
        try
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            await FillAsync(store, objects, cancellationToken);
            round.Puts = Stopwatch.GetElapsedTime(start);

            start = Stopwatch.GetTimestamp();
            await GetAsync(store, objects, Math.Min(objects, MostGets), cancellationToken);
            round.Gets = Stopwatch.GetElapsedTime(start);

            MooncakeStore other = await MooncakeStore.OpenAsync(connection + "empty", cancellationToken);
            start = Stopwatch.GetTimestamp();
            await other.DisposeAsync();
            round.Leave = Stopwatch.GetElapsedTime(start);

            round.RemovalOfNone = await RemoveAsync(store, group: 2, removed: 0, cancellationToken);
            round.RemovalOfAll = await RemoveAsync(store, group: 1, objects, cancellationToken);
            await FillAsync(store, objects, cancellationToken);
        }
        finally
        {
            long start = Stopwatch.GetTimestamp();
            await store.DisposeAsync();
            round.Disposal = Stopwatch.GetElapsedTime(start);
        }

        return round;
    }

    private static async Task FillAsync(MooncakeStore store, int objects, CancellationToken cancellationToken)
    {
        StoreSet<GrowthPointKey, GrowthPoint> set = store.GrowthPoints;
        for (int i = 0; i < objects; i++)
        {
#pragma warning disable MOON0503 // What one put costs is the question.
            (await set.PutAsync(new GrowthPoint(1, i, i), cancellationToken: cancellationToken)).ThrowIfFailed();
#pragma warning restore MOON0503
        }
    }

    private static async Task GetAsync(MooncakeStore store, int objects, int gets, CancellationToken cancellationToken)
    {
        // A step that has no factor in common with the sizes: every object has its turn, in no order of memory.
        const long Step = 6_700_417;
        StoreSet<GrowthPointKey, GrowthPoint> set = store.GrowthPoints;
        for (int i = 0; i < gets; i++)
        {
            int id = (int)(i * Step % objects);
            if ((await set.GetAsync(new GrowthPointKey(1, id), cancellationToken)).GetValueOrThrow().Value != id)
            {
                throw new InvalidOperationException($"Object {id} has another value.");
            }
        }
    }

    private static async Task<TimeSpan> RemoveAsync(MooncakeStore store, int group, long removed, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        StoreRemoval removal = (await store.GrowthPoints.RemoveByPrefixAsync(group, RemoveOptions.Forced, cancellationToken)).GetValueOrThrow();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return removal.Removed == removed
            ? elapsed
            : throw new InvalidOperationException($"{removal.Removed} objects were removed, not {removed}: some were evicted.");
    }
}
