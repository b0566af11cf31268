using System.Diagnostics;

namespace Mooncake.Benchmarks.Measurement;

/// <summary>
/// Times two sides in turns, in rounds of some milliseconds each, and keeps each side's best round: other load on the machine slows
/// a round down, nothing speeds one up.
/// </summary>
internal static class Interleaved
{
    private const int Rounds = 21;
    private const int AllocatedOperations = 256;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(12);

    /// <summary>Times two sides and prints the ratio of their nanoseconds.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="goal">The ratio to reach, or null.</param>
    /// <param name="ours">One operation of ours.</param>
    /// <param name="baseline">One operation of the baseline.</param>
    /// <param name="operations">How many operations one call of a side stands for.</param>
    /// <param name="between">Runs before each round, untimed; null for nothing.</param>
    internal static void Compare(string name, double? goal, Action ours, Action baseline, int operations = 1, Action? between = null)
    {
        int ourCalls = CallsPerRound(ours, between);
        int baselineCalls = CallsPerRound(baseline, between);
        double bestOurs = double.MaxValue;
        double bestBaseline = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            bestOurs = Math.Min(bestOurs, Time(ours, ourCalls, between));
            bestBaseline = Math.Min(bestBaseline, Time(baseline, baselineCalls, between));
        }

        new RatioLine(name, bestOurs / operations, bestBaseline / operations, LowerIsBetter: true, goal, Allocated(ours, ourCalls, between) / operations).Print();
    }

    /// <summary>
    /// Sets what an operation allocates against the objects that it returns, and prints the ratio of their bytes: 1 is nothing beyond.
    /// </summary>
    /// <param name="name">What is measured.</param>
    /// <param name="ours">One operation of ours.</param>
    /// <param name="apart">What of that is the measurement's own: it is taken off.</param>
    /// <param name="returned">Allocates what the operation returns.</param>
    /// <param name="operations">How many operations one call of a side stands for.</param>
    internal static void CompareAllocations(string name, Action ours, Action apart, Action returned, int operations)
    {
        int calls = Math.Max(AllocatedOperations / operations, 2);
        double all = Allocated(ours, calls, null) - Allocated(apart, calls, null);
        double objects = Allocated(returned, calls, null);
        new RatioLine(name, all / operations, objects / operations, LowerIsBetter: true, 1.0, all / operations).Print();
    }

    /// <summary>
    /// Bytes that one call allocates, on whatever thread: the least of some tries, since other threads allocate now and then.
    /// </summary>
    private static double Allocated(Action side, int calls, Action? between)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            between?.Invoke();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < calls; i++)
            {
                side();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)least / calls;
    }

    private static double Time(Action side, int calls, Action? between)
    {
        between?.Invoke();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            side();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    /// <summary>Warms a side up, and finds how many calls make up a round.</summary>
    private static int CallsPerRound(Action side, Action? between)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 1;
        while (true)
        {
            double nanoseconds = Time(side, calls, between) * calls;
            if (nanoseconds >= Round.TotalNanoseconds && Stopwatch.GetElapsedTime(start) >= WarmUp)
            {
                return calls;
            }

            calls = nanoseconds >= Round.TotalNanoseconds ? calls : calls * 2;
        }
    }
}
