using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>Many threads at a time.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 8;

    [Fact]
    public void Put_OfOneKeyByManyThreads_IsWonByOne()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        for (int round = 0; round < 50; round++)
        {
            string key = $"k{round}";
            int stored = 0;
            Run(thread =>
            {
                int answer = store.PutIf(key, [(byte)thread], new PutTerms(PutCondition.Absent), out ulong version);
                Assert.True(answer is 0 or (int)StoreErrorCode.ObjectAlreadyExists);
                Assert.Equal(answer == 0, version != 0);
                Interlocked.Add(ref stored, answer == 0 ? 1 : 0);
                Assert.NotNull(store.Get(key));
            });
            Assert.Equal(1, stored);
        }

        Assert.Equal(50, store.Statistics.Objects);
    }

    [Fact]
    public void Reader_OfAnObjectThatIsReplaced_SeesAWholeOneAlways()
    {
        using TestFolder folder = new();
        using TestStore store = new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process, MemtableBytes = 128 << 10 });
        store.Replace("k", ValueOf(0));
        int version = 0;
        bool isOver = false;
        Run(thread =>
        {
            if (thread == 0)
            {
                for (int i = 0; i < 3000; i++)
                {
                    Assert.Equal(0, store.Replace("k", ValueOf(Interlocked.Increment(ref version) % 250)));
                }

                Volatile.Write(ref isOver, true);
            }

            while (!Volatile.Read(ref isOver))
            {
                byte[] bytes = store.Get("k")!;
                Assert.Equal(ValueOf(bytes[0]), bytes);
            }
        });
    }

    [Fact]
    public void Totals_AfterManyThreads_AreExact()
    {
        using TestFolder folder = new();
        using (TestStore store = new(folder))
        {
            Run(thread =>
            {
                Random random = new(thread);
                for (int i = 0; i < 1500; i++)
                {
                    string key = $"k{random.Next(60)}";
                    _ = random.Next(4) switch
                    {
                        0 => store.Remove(key),
                        1 => store.Replace(key, new byte[1 + random.Next(500)]),
                        2 => store.PutIf(key, [1], new PutTerms(PutCondition.Absent), out _),
                        _ => store.Get(key)?.Length ?? 0,
                    };
                }
            });
            AssertTotals(store);
        }

        using TestStore again = new(folder);
        AssertTotals(again);
    }

    [Fact]
    public void Dispose_WhileCallsAreUnderWay_LetsThemEnd()
    {
        for (int round = 0; round < 10; round++)
        {
            using TestFolder folder = new();
            TestStore store = new(folder);
            using Barrier start = new(Threads);
            Run(thread =>
            {
                start.SignalAndWait();
                if (thread == 0)
                {
                    store.Dispose();
                    return;
                }

                int answer = 0;
                for (int i = 0; answer == 0; i++)
                {
                    answer = store.Replace($"k{thread}/{i}", [1]);
                    Assert.True(answer is 0 or (int)StoreErrorCode.InvalidParams, $"A put answered {answer}.");
                }
            });

            // The last call has closed the folder.
            using TestStore again = new(folder);
            Assert.Equal(0, again.SetupAnswer);
        }
    }

    private static void AssertTotals(TestStore store)
    {
        List<string> keys = store.List();
        StoreStatistics statistics = store.Statistics;
        Assert.Equal(keys.Count, statistics.Objects);
        Assert.Equal(keys.Sum(key => store.Get(key)!.Length + (2 * key.Length) + 64), statistics.UsedBytes);
    }

    private static byte[] ValueOf(int version) => [.. Enumerable.Repeat((byte)version, 100 + (version * 17))];

    private static void Run(Action<int> action)
    {
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                action(thread);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Null(failure);
    }
}
