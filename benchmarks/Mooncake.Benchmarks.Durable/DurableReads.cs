using Mooncake.Durable;
using Mooncake.Embedded;

namespace Mooncake.Benchmarks.Durable;

/// <summary>Gets of random objects, and the listing of all keys.</summary>
/// <param name="folders">Where the stores lie.</param>
internal sealed class DurableReads(DurableFolders folders)
{
    private const string Goal = "<= 1.15";
    private const int HotObjects = 1000;

    /// <summary>Measures and prints.</summary>
    internal void Run(int size)
    {
        int objects = size > 1000 ? 40_000 : 400_000;
        DurableOptions ourOptions = folders.New(DurableSync.None);
        DurableOptions handOptions = folders.New(DurableSync.None);
        Fill(new OurSide(ourOptions, size), objects);
        Fill(new HandSide(handOptions, size), objects);

        // Opened again: what was closed lies in table files.
        using OurSide ours = new(ourOptions, size);
        using HandSide other = new(handOptions, size);
        Gets(ours, other, size, objects);
        Batches(ours, other, size, objects);
        Scan(ours, other, size, objects);
    }

    /// <summary>Measures gets of a few objects through the memory tier against the embedded engine.</summary>
    internal void RunHot(int size)
    {
        const int count = 400_000;
        using OurSide ours = new(folders.New(DurableSync.None) with { CacheBytes = 64 << 20 }, size);
        using OurSide embedded = new(new EmbeddedStoreBackend(new EmbeddedOptions()), size);
        DurableRates rates = DurableRounds.Compare(1, count, Round(ours), Round(embedded));
        DurableRow.OfRates("hot get through the memory tier, against embedded://", size, rates, "<= 1.30").Print();

        static Action<int, int> Round(OurSide side)
        {
            DurableWorker worker = side.NewWorker();
            for (int i = 0; i < HotObjects; i++)
            {
                worker.Put(i);
            }

            return (_, _) =>
            {
                for (int i = 0; i < count; i++)
                {
                    worker.Get(i % HotObjects);
                }
            };
        }
    }

    private static void Fill(DurableSide side, int objects)
    {
        using DurableWorker worker = side.NewWorker();
        for (long first = 0; first < objects; first += DurableWorker.BatchLength)
        {
            worker.PutMany(first);
        }

        side.Dispose();
    }

    private static void Gets(OurSide ours, HandSide other, int size, int objects)
    {
        const int count = 20_000;
        DurableRates rates = DurableRounds.Compare(1, count, Round(ours), Round(other));
        DurableRow.OfRates("get", size, rates, Goal).Print();

        Action<int, int> Round(DurableSide side)
        {
            DurableWorker worker = side.NewWorker();
            return (_, round) =>
            {
                Random random = new(round);
                for (int i = 0; i < count; i++)
                {
                    worker.Get(random.Next(objects));
                }
            };
        }
    }

    private static void Batches(OurSide ours, HandSide other, int size, int objects)
    {
        const int batches = 160;
        DurableRates rates = DurableRounds.Compare(1, batches * DurableWorker.BatchLength, Round(ours), Round(other));
        DurableRow.OfRates($"multi-get of {DurableWorker.BatchLength}", size, rates, Goal).Print();

        Action<int, int> Round(DurableSide side)
        {
            DurableWorker worker = side.NewWorker();
            long[] numbers = new long[DurableWorker.BatchLength];
            return (_, round) =>
            {
                Random random = new(round);
                for (int i = 0; i < batches; i++)
                {
                    for (int j = 0; j < numbers.Length; j++)
                    {
                        numbers[j] = random.Next(objects);
                    }

                    worker.GetMany(numbers);
                }
            };
        }
    }

    private static void Scan(OurSide ours, HandSide other, int size, int objects)
    {
        int expected = (objects + DurableWorker.BatchLength - 1) / DurableWorker.BatchLength * DurableWorker.BatchLength;
        DurableRates rates = DurableRounds.Compare(1, expected, Round(ours), Round(other));
        DurableRow.OfRates("key scan", size, rates, "ours >= 1,000,000").Print();

        Action<int, int> Round(DurableSide side) => (_, _) =>
        {
            long keys = side.ScanKeys();
            if (keys != expected)
            {
                throw new InvalidOperationException($"{keys} keys were listed, not {expected}.");
            }
        };
    }
}
