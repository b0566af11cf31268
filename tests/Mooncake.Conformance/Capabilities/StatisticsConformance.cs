using Mooncake.Backends;
using Mooncake.Conformance.Engines;

namespace Mooncake.Conformance.Capabilities;

/// <summary>What an engine counts.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract class StatisticsConformance<TEngine> : CapabilitySuite<TEngine, IStatisticsSource>
    where TEngine : ConformanceEngine, new()
{
    [Fact]
    public void Statistics_OfPutsAndRemovals_CountObjectsAndBytes()
    {
        using CapabilityClient client = Open();
        StoreStatistics before = client.Statistics;
        client.Put("a", new byte[1000]);
        client.Put("b", new byte[1000]);
        client.Put("b", 1);
        StoreStatistics full = client.Statistics;
        Assert.Equal((0, 2), (before.Objects, full.Objects));
        Assert.InRange(full.UsedBytes - before.UsedBytes, 2000, 100_000);
        Assert.True(full.CapacityBytes == 0 || full.CapacityBytes >= full.UsedBytes);
        client.Remove("a");
        client.Remove("b");
        Assert.Equal(0, client.Statistics.Objects);
    }

    [Fact]
    public void Statistics_OfReads_CountHitsAndMisses()
    {
        using CapabilityClient client = Open();
        client.Put("a", 1);
        StoreStatistics before = client.Statistics;
        for (int i = 0; i < 10; i++)
        {
            client.Get("a");
        }

        client.Get("none");
        client.Get("none");
        client.IsExist("a");
        client.SizeOf("none");
        StoreStatistics after = client.Statistics;
        Assert.Equal((10, 2), (after.Hits - before.Hits, after.Misses - before.Misses));
    }

    [Fact]
    public void Statistics_OfReadsByManyThreads_LoseNone()
    {
        const int reads = 10_000;
        using CapabilityClient client = Open();
        client.Put("a", 1);
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < reads; i++)
            {
                client.Get(i % 2 == 0 ? "a" : "none");
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        StoreStatistics after = client.Statistics;
        Assert.Equal((threads.Length * reads / 2, threads.Length * reads / 2), (after.Hits, after.Misses));
    }

    [Fact]
    public void Statistics_OfExpiredObjects_CountThemOnce()
    {
        using CapabilityClient client = Open();
        if (client.Backend.GetCapability<IExpiry>() is null)
        {
            Assert.Skip("The engine has no expiry.");
        }

        for (int i = 0; i < 50; i++)
        {
            client.PutIf($"k{i}", [1], PutCondition.Always, expiresAt: client.Now + 1000);
        }

        client.Put("stays", 1);
        client.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(client.Get("k0"));
        StoreStatistics statistics = client.Statistics;
        Assert.Equal((1, 50), (statistics.Objects, statistics.Expirations));
    }

    [Fact]
    public unsafe void Statistics_OfAFullStore_CountEvictions()
    {
        using CapabilityClient client = Open();
        if (client.Statistics.CapacityBytes == 0)
        {
            Assert.Skip("The engine sets no limit.");
        }

        byte[] value = new byte[1 << 20];
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(0, client.Put($"k{i}", value));
        }

        StoreStatistics statistics = client.Statistics;
        Assert.Equal(100, statistics.Objects + statistics.Evictions);
        Assert.NotEqual(0, statistics.Evictions);
    }
}
