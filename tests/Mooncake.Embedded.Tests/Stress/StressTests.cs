using System.Globalization;
using Mooncake.Backends;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Embedded.Tests.Stress;

/// <summary>The engine under everything at once; MOONCAKE_STRESS_SECONDS lengthens the run (5 by default).</summary>
public sealed class StressTests
{
    private const int Seed = 20260822;

    [Fact]
    public void EverythingAtOnce_DamagesNoByteAndLeaksNothing()
    {
        string? setting = Environment.GetEnvironmentVariable("MOONCAKE_STRESS_SECONDS");
        double seconds = setting is null ? 5 : double.Parse(setting, CultureInfo.InvariantCulture);
        EmbeddedStoreBackend backend = Open();
        Cluster cluster = backend.Cluster!;
        StressRun run = new(backend, Seed);

        run.Run(TimeSpan.FromSeconds(seconds), readers: 4, writers: 4);

        Assert.Null(run.Damage);
        Assert.True(run.Hits > 1000, $"Only {run.Hits} reads found their object: the run proves nothing.");
        EmbeddedStatistics statistics = backend.GetStatistics();
        Assert.True(statistics.Evictions > 100, "Nothing was evicted: the run proves nothing.");
        Assert.Equal(statistics.Objects, statistics.Puts - statistics.Removals - statistics.Evictions - statistics.Expirations);
        backend.RemoveAll(force: true);
        Assert.Equal(0, backend.GetStatistics().UsedBytes);
        backend.Dispose();
        Assert.Equal(0, cluster.Ledger.OutstandingBytes);
    }

    [Fact]
    public void MemoryFreedUnderReaders_IsFound()
    {
        // The positive control: with this fault planted the same run has to fail.
        using EmbeddedStoreBackend backend = Open();
        backend.Cluster!.FreesUnderReaders = true;
        StressRun run = new(backend, Seed);

        run.Run(TimeSpan.FromSeconds(60), readers: 4, writers: 4);

        Assert.NotNull(run.Damage);
    }

    [Fact]
    public unsafe void Replace_WhileTheTableIsRebuilt_NeverLeavesAKeyMissing()
    {
        using EmbeddedStoreBackend backend = Open();
        bool isOver = false;
        long misses = 0;
        void Read()
        {
            fixed (byte* key = "stays\0"u8)
            {
                while (!Volatile.Read(ref isOver))
                {
                    if (backend.GetSize(key, 5) < 0)
                    {
                        Interlocked.Increment(ref misses);
                    }
                }
            }
        }

        void Churn()
        {
            byte* other = stackalloc byte[9];
            for (uint i = 0; !Volatile.Read(ref isOver); i++)
            {
                *(ulong*)other = (i % 4096) | 0x0101_0101_0101_0101UL;
                other[8] = 0;
                backend.PutFrom(other, 8, other, 8, null);
                backend.Remove(other, 8, force: true);
            }
        }

        Thread[] threads = [new(Read), new(Read), new(Read), new(Read), new(Churn)];
        fixed (byte* key = "stays\0"u8)
        {
            Assert.Equal(0, backend.PutIf(key, 5, key, 5, null, new PutTerms(PutCondition.Always), out _));
            Array.ForEach(threads, static thread => thread.Start());
            for (long end = Environment.TickCount64 + 1000; Environment.TickCount64 < end;)
            {
                Assert.Equal(0, backend.PutIf(key, 5, key, 5, null, new PutTerms(PutCondition.Always), out _));
            }
        }

        Volatile.Write(ref isOver, true);
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Equal(0, misses);
    }

    [Fact]
    public void Dispose_UnderCalls_EndsThemAndFreesAll()
    {
        for (int round = 0; round < 20; round++)
        {
            EmbeddedStoreBackend backend = Open();
            Cluster cluster = backend.Cluster!;
            StressRun run = new(backend, Seed + round);
            Thread disposer = new(() =>
            {
                Thread.Sleep(round);
                backend.Dispose();
            });
            disposer.Start();

            run.Run(TimeSpan.FromMilliseconds(40), readers: 3, writers: 2);
            disposer.Join();

            Assert.Equal(0, cluster.Ledger.OutstandingBytes);
        }
    }

    private static EmbeddedStoreBackend Open()
    {
        EmbeddedStoreBackend backend = new(new EmbeddedOptions { LeaseDuration = TimeSpan.FromMilliseconds(StressRun.LeaseMilliseconds), EvictionWatermark = 0.6 });
        Assert.Equal(0, backend.Setup(new StoreSetup { SegmentBytes = 16 << 20, LocalBufferBytes = 1 << 20 }));
        return backend;
    }
}
