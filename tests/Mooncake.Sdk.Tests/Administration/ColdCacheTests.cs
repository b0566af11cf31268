using Microsoft.Extensions.Logging.Abstractions;
using Mooncake.Testing;

namespace Mooncake.Administration;

/// <summary>A master that responds again says by its counters whether it was restarted.</summary>
public sealed class ColdCacheTests
{
    private readonly List<ClusterMetrics> _raised = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, 10, 5, 10, false)]
    [InlineData(5, 10, 9, 14, false)]
    [InlineData(5, 10, 1, 14, false)]
    [InlineData(5, 10, 0, 0, true)]
    [InlineData(5, 10, 0, 10, true)]
    [InlineData(5, 10, 3, 3, true)]
    [InlineData(0, 0, 2, 2, false)]
    public async Task Check_CountersBeforeAndAfter_DecideWhetherTheCacheIsCold(
        int objectsBefore, int storedBefore, int objectsAfter, int storedAfter, bool isCold)
    {
        string answer = Metrics(objectsBefore, storedBefore);
        await using StubMaster master = new(_ => answer);
        StoreCluster cluster = Watched(master);
        await cluster.Remembered;

        answer = Metrics(objectsAfter, storedAfter);
        await CheckAsync(cluster);

        Assert.Equal(isCold ? [(objectsAfter, storedAfter)] : [], _raised.Select(static metrics => (metrics.Objects, metrics.StoredObjects)));
    }

    [Fact]
    public async Task Check_SameCountersAgain_IsRaisedOnce()
    {
        string answer = Metrics(5, 10);
        await using StubMaster master = new(_ => answer);
        StoreCluster cluster = Watched(master);
        await cluster.Remembered;
        answer = Metrics(3, 3);

        await CheckAsync(cluster);
        await CheckAsync(cluster);

        Assert.Single(_raised);
    }

    [Fact]
    public async Task Check_PortAnswersLater_AsksAgain()
    {
        int asked = 0;
        await using StubMaster master = new(_ => Interlocked.Increment(ref asked) <= 3 ? StubMaster.Ok("starting", 503) : Metrics(0, 0));
        StoreCluster cluster = Watched(master);
        await cluster.Remembered;
        ManualTimeProvider clock = new();

        Task check = cluster.CheckAsync(clock, NullLogger.Instance);
        while (!check.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await check;
        Assert.Single(_raised);
    }

    [Fact]
    public async Task Check_PortNeverAnswers_EndsWithoutAnEvent()
    {
        await using StubMaster master = new(static _ => StubMaster.Ok("starting", 503));
        StoreCluster cluster = Watched(master);
        ManualTimeProvider clock = new();

        Task check = cluster.CheckAsync(clock, NullLogger.Instance);
        while (!check.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await check;
        Assert.Empty(_raised);
    }

    [Fact]
    public async Task Check_HandlerThrows_CallsTheOthers()
    {
        await using StubMaster master = new(static _ => Metrics(0, 0));
        StoreCluster cluster = master.Open();
        cluster.BecameCold += static (_, _) => throw new InvalidTimeZoneException();
        cluster.BecameCold += (_, metrics) => _raised.Add(metrics);
        await CheckAsync(cluster);
        Assert.Single(_raised);
    }

    [Fact]
    public async Task Check_HandlerRemoved_IsNotCalled()
    {
        await using StubMaster master = new(static _ => Metrics(0, 0));
        StoreCluster cluster = master.Open();
        EventHandler<ClusterMetrics> handler = (_, metrics) => _raised.Add(metrics);
        cluster.BecameCold += handler;
        cluster.BecameCold -= handler;
        await CheckAsync(cluster);
        Assert.Empty(_raised);
    }

    [Fact]
    public async Task Check_WithoutAPort_DoesNothing()
    {
        StoreCluster cluster = new(static () => null, static () => { });
        cluster.BecameCold += (_, metrics) => _raised.Add(metrics);
        await CheckAsync(cluster);
        Assert.Empty(_raised);
    }

    [Fact]
    public async Task Check_StoreDisposed_EndsQuietly()
    {
        await using StubMaster master = new(static _ => Metrics(0, 0));
        AdminPort? port = AdminPort.Of(MooncakeStoreOptions.Parse($"mooncake://127.0.0.1:1?admin={master.Address}").GetValueOrThrow());
        StoreCluster cluster = new(() => port, static () => throw new ObjectDisposedException(nameof(MooncakeStore)));
        await CheckAsync(cluster).WaitAsync(Stop);
    }

    private static Task CheckAsync(StoreCluster cluster) => cluster.CheckAsync(new ManualTimeProvider(), NullLogger.Instance);

    private static string Metrics(int objects, int stored) =>
        StubMaster.Ok($"master_key_count {objects}\nmaster_value_size_bytes_count {stored}\n");

    private StoreCluster Watched(StubMaster master)
    {
        StoreCluster cluster = master.Open();
        cluster.BecameCold += (_, metrics) => _raised.Add(metrics);
        return cluster;
    }
}
