using Mooncake.Durable;

namespace Mooncake.Benchmarks.Durable;

/// <summary>Puts of new keys, in every mode of acknowledgement.</summary>
/// <param name="folders">Where the stores lie.</param>
internal sealed class DurablePuts(DurableFolders folders)
{
    private const int ManyThreads = 16;
    private const double UsualGoal = 1.15;

    /// <summary>Measures and prints.</summary>
    internal void Run(int size)
    {
        foreach (DurableSync sync in (ReadOnlySpan<DurableSync>)[DurableSync.None, DurableSync.Process, DurableSync.Commit])
        {
            using OurSide ours = new(folders.New(sync), size);
            using HandSide other = new(folders.New(sync), size);
            bool isSynced = sync == DurableSync.Commit;
            int few = (isSynced ? 1_000 : 20_000) / (size > 1000 ? 2 : 1);
            Singles(ours, other, size, $"put, sync={Name(sync)}, 1 thread", threads: 1, few, $"<= {UsualGoal}");
            int each = (isSynced ? 1_000 : 2_000) / (size > 1000 ? 2 : 1);
            string goal = isSynced && size <= 256 ? "ours >= 16,000" : "";
            Singles(ours, other, size, $"put, sync={Name(sync)}, {ManyThreads} threads", ManyThreads, each, goal);
            int batches = (isSynced ? 60 : 120) / (size > 1000 ? 2 : 1);
            Batches(ours, other, size, $"put, sync={Name(sync)}, batches of {DurableWorker.BatchLength}", batches);
        }
    }

    private static string Name(DurableSync sync) => sync.ToString().ToLowerInvariant();

    private static void Singles(OurSide ours, HandSide other, int size, string measure, int threads, int count, string goal)
    {
        DurableRates rates = DurableRounds.Compare(threads, count, Round(ours), Round(other));
        DurableRow.OfRates(measure, size, rates, goal).Print();

        Action<int, int> Round(DurableSide side)
        {
            DurableWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => side.NewWorker())];
            long offset = FirstOf(threads);
            return (thread, round) =>
            {
                long first = offset + ((((long)round * threads) + thread) * count);
                for (int i = 0; i < count; i++)
                {
                    workers[thread].Put(first + i);
                }
            };
        }
    }

    private static void Batches(OurSide ours, HandSide other, int size, string measure, int batches)
    {
        int count = batches * DurableWorker.BatchLength;
        DurableRates rates = DurableRounds.Compare(1, count, Round(ours), Round(other));
        DurableRow.OfRates(measure, size, rates, $"<= {UsualGoal}").Print();

        Action<int, int> Round(DurableSide side)
        {
            DurableWorker worker = side.NewWorker();
            return (_, round) =>
            {
                for (int i = 0; i < batches; i++)
                {
                    worker.PutMany(FirstOf(0) + ((long)round * count) + ((long)i * DurableWorker.BatchLength));
                }
            };
        }
    }

    /// <summary>Numbers that no other shape of the same store uses.</summary>
    private static long FirstOf(int shape) => (shape + 1L) * 1_000_000_000;
}
