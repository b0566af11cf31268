using System.Diagnostics;

namespace Mooncake.Benchmarks.Measurement;

/// <summary>Times two sides in turns, each on a number of threads, and keeps each side's best round.</summary>
internal static class InterleavedThreads
{
    /// <summary>Times two sides and prints the ratio of their nanoseconds an operation of one thread.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="goal">The ratio to reach, or null where the measure is for information.</param>
    /// <param name="threads">How many threads run a side at once.</param>
    /// <param name="rounds">How often each side has its turn.</param>
    /// <param name="operations">How many operations one round of one thread has.</param>
    /// <param name="ours">One round of ours, given the thread's number and how many there are.</param>
    /// <param name="baseline">One round of the baseline.</param>
    internal static void Compare(
        string name, double? goal, int threads, int rounds, int operations, Action<int, int> ours, Action<int, int> baseline)
    {
        double bestOurs = double.MaxValue;
        double bestBaseline = double.MaxValue;
        long allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            bestOurs = Math.Min(bestOurs, Time(threads, ours) / operations);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            bestBaseline = Math.Min(bestBaseline, Time(threads, baseline) / operations);
        }

        new RatioLine(name, bestOurs, bestBaseline, LowerIsBetter: true, goal, (double)allocated / operations / threads).Print();
    }

    private static double Time(int threads, Action<int, int> side)
    {
        using Barrier barrier = new(threads + 1);
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++)
        {
            int thread = t;
            workers[t] = new Thread(() =>
            {
                barrier.SignalAndWait();
                side(thread, threads);
                barrier.SignalAndWait();
            });
            workers[t].Start();
        }

        barrier.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        barrier.SignalAndWait();
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return nanoseconds;
    }
}
