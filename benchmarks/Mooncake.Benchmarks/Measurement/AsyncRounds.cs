using System.Diagnostics;

namespace Mooncake.Benchmarks.Measurement;

/// <summary>
/// Times two sides in turns, ours awaited as an application awaits it, and compares the medians of their rounds. For stores with a round
/// trip, where a side's best round says little: the other process has its good moments too.
/// </summary>
internal static class AsyncRounds
{
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(150);

    /// <summary>Times two sides and prints the ratio of their nanoseconds an operation.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="goal">The ratio to reach, or null.</param>
    /// <param name="ours">One call of ours.</param>
    /// <param name="baseline">One call of the baseline.</param>
    /// <param name="operations">How many operations a call of either side stands for.</param>
    /// <param name="mostCalls">How many calls a round has at most.</param>
    /// <param name="between">Runs before each round, untimed.</param>
    internal static async Task CompareAsync(
        string name, double? goal, Func<ValueTask> ours, Action baseline, int operations, int mostCalls, Action between)
    {
        ValueTask Baseline()
        {
            baseline();
            return default;
        }

        int ourCalls = await CallsPerRoundAsync(ours, mostCalls, between);
        int baselineCalls = await CallsPerRoundAsync(Baseline, mostCalls, between);
        List<double> ourTimes = [];
        List<double> baselineTimes = [];
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            between();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            ourTimes.Add(await TimeAsync(ours, ourCalls));
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            between();
            baselineTimes.Add(await TimeAsync(Baseline, baselineCalls));
        }

        new RatioLine(
            name,
            Median(ourTimes) / operations,
            Median(baselineTimes) / operations,
            LowerIsBetter: true,
            goal,
            (double)allocated / ourCalls / operations).Print();
    }

    /// <summary>The middle of some figures.</summary>
    internal static double Median(List<double> figures)
    {
        figures.Sort();
        return figures[figures.Count / 2];
    }

    private static async Task<double> TimeAsync(Func<ValueTask> side, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            await side();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static async Task<int> CallsPerRoundAsync(Func<ValueTask> side, int mostCalls, Action between)
    {
        for (int calls = 1; ; calls = Math.Min(calls * 2, mostCalls))
        {
            between();
            double nanoseconds = await TimeAsync(side, calls) * calls;
            if (nanoseconds >= Round.TotalNanoseconds || calls == mostCalls)
            {
                return calls;
            }
        }
    }
}
