using System.Diagnostics;

namespace Mooncake.Benchmarks.Durable;

/// <summary>
/// Times two sides in turns on some threads, and takes the median of the rounds of each. The process's processor time is taken as well:
/// other load on the machine changes it less.
/// </summary>
internal static class DurableRounds
{
    private const int Rounds = 7;

    /// <summary>Operations a second of both sides, and the ratio of the processor time of an operation.</summary>
    /// <param name="threads">How many threads call at the same time.</param>
    /// <param name="operations">The objects that a round of one thread handles.</param>
    /// <param name="ours">One round of one thread of ours: its number, and the round's.</param>
    /// <param name="other">The same of the other side.</param>
    internal static DurableRates Compare(int threads, int operations, Action<int, int> ours, Action<int, int> other)
    {
        double[] oursRates = new double[Rounds];
        double[] otherRates = new double[Rounds];
        double[] ratios = new double[Rounds];

        // The first round of each compiles and warms up.
        for (int round = -1; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            double our = (double)threads * operations / Time(threads, round + 1, ours).TotalSeconds;
            TimeSpan between = Environment.CpuUsage.TotalTime;
            double their = (double)threads * operations / Time(threads, round + 1, other).TotalSeconds;
            if (round >= 0)
            {
                (oursRates[round], otherRates[round]) = (our, their);
                ratios[round] = (between - before) / (Environment.CpuUsage.TotalTime - between);
            }
        }

        return new DurableRates(Median(oursRates), Median(otherRates), Median(ratios));
    }

    /// <summary>The middle of some values.</summary>
    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static TimeSpan Time(int threads, int round, Action<int, int> side)
    {
        if (threads == 1)
        {
            long begun = Stopwatch.GetTimestamp();
            side(0, round);
            return Stopwatch.GetElapsedTime(begun);
        }

        using Barrier barrier = new(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            barrier.SignalAndWait();
            side(thread, round);
            barrier.SignalAndWait();
        }))];
        Array.ForEach(workers, static worker => worker.Start());
        barrier.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        barrier.SignalAndWait();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Array.ForEach(workers, static worker => worker.Join());
        return elapsed;
    }
}
