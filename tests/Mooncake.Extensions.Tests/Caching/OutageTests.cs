using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mooncake.Support;
using Mooncake.Testing;

namespace Mooncake.Caching.Tests;

/// <summary>What the cache does while the store does not respond.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const string Tag = "__MSFT_HCT__products";

    private static readonly DistributedCacheEntryOptions Never = new();

    private readonly ManualTimeProvider _time = new();
    private readonly FaultGate _gate = new();
    private readonly RecordedLog _log = new("Mooncake.Extensions");
    private FaultPlan _plan;
    private MooncakeStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public OutageTests()
    {
        _gate.Open();
        _plan = new FaultPlan(1, new FaultRule(StoreCalls.Objects, Fault.Hang(_gate)));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_OfAStoreThatHangs_IsAMissAfterTheCachesTimeout(bool isLikeACluster)
    {
        IDistributedCache cache = await OpenAsync(isLikeACluster: isLikeACluster);
        await cache.SetAsync("key", [1], Never, Stop);
        _gate.Close();
        Task<byte[]?> read = cache.GetAsync("key", Stop);
        Assert.True(_gate.WaitForWaiting(1, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(read.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await read);
        _gate.Open();
        Assert.Equal([1], await cache.GetAsync("key", Stop));
        Assert.Equal(["CacheUnavailable"], _log.Names);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], await cache.GetAsync("key", Stop));
        Assert.Equal(["CacheUnavailable", "CacheAvailable"], _log.Names);
        Assert.Contains("250 ms", _log.Messages.First().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_ToAStoreThatHangs_IsDroppedAfterTheCachesTimeout(bool isLikeACluster)
    {
        IDistributedCache cache = await OpenAsync(isLikeACluster: isLikeACluster);
        _gate.Close();
        Task[] writes = [cache.SetAsync("key", [1], Never, Stop), cache.RemoveAsync("other", Stop), cache.RefreshAsync("third", Stop)];
        Assert.True(_gate.WaitForWaiting(2, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await Task.WhenAll(writes);
        Assert.Equal(["CacheUnavailable"], _log.Names);
    }

    [Fact]
    public async Task SynchronousRead_OfAStoreThatHangs_EndsAfterTheCachesTimeout()
    {
        IDistributedCache cache = await OpenAsync();
        _gate.Close();
        byte[]? got = [1];
        Thread caller = new(() => got = cache.Get("key"));
        caller.Start();
        Assert.True(_gate.WaitForWaiting(1, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.True(caller.Join(Hosts.Patience));
        Assert.Null(got);
    }

    [Fact]
    public async Task Calls_WithThePolicyThrow_Throw()
    {
        IDistributedCache cache = await OpenAsync(static options => options.WhenUnavailable = CacheOutage.Throw);
        _gate.Close();
        Task[] calls =
        [
            cache.GetAsync("key", Stop),
            cache.SetAsync("key", [1], Never, Stop),
            cache.RemoveAsync("key", Stop),
            cache.RefreshAsync("key", Stop),
        ];
        Assert.True(_gate.WaitForWaiting(2, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        foreach (Task call in calls)
        {
            Assert.Equal(StoreErrorCode.Timeout, (await Assert.ThrowsAsync<StoreException>(() => call)).Error.Code);
        }
    }

    [Fact]
    public async Task Cancellation_DuringAnOutage_Throws()
    {
        IDistributedCache cache = await OpenAsync();
        _gate.Close();
        using CancellationTokenSource cancel = new();
        Task<byte[]?> read = cache.GetAsync("key", cancel.Token);
        Assert.True(_gate.WaitForWaiting(1, Hosts.Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Empty(_log.Names);
    }

    [Fact]
    public async Task TagsOfHybridCache_DuringAnOutage_Throw()
    {
        IDistributedCache cache = await OpenAsync();
        _gate.Close();
        Task[] calls = [cache.GetAsync(Tag, Stop), cache.SetAsync(Tag, [1], Never, Stop)];
        Assert.True(_gate.WaitForWaiting(2, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        foreach (Task call in calls)
        {
            await Assert.ThrowsAsync<StoreException>(() => call);
        }
    }

    [Fact]
    public async Task ExpiredEntry_WhoseRemovalHangs_TakesTheCachesTimeoutAltogether()
    {
        _plan = new FaultPlan(1, new FaultRule(StoreCalls.Remove, Fault.Hang(_gate)));
        IDistributedCache cache = await OpenAsync(isLikeACluster: true);
        await cache.SetAsync("key", [1], new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) }, Stop);
        _time.Advance(TimeSpan.FromMinutes(1));
        _gate.Close();
        Task<byte[]?> read = cache.GetAsync("key", Stop);
        Assert.True(_gate.WaitForWaiting(1, Hosts.Patience));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Null(await read.WaitAsync(Hosts.Patience, Stop));
    }

    [Fact]
    public async Task Calls_BeforeTheStoreIsOpen_MissAndAreDropped()
    {
        await using ServiceProvider services = AddCache(new ServiceCollection().AddMooncakeStore("embedded://?segment=16MiB"), null);
        IDistributedCache cache = services.GetRequiredService<IDistributedCache>();
        await cache.SetAsync("key", [1], Never, Stop);
        Assert.Null(await cache.GetAsync("key", Stop));
        Assert.Null(cache.Get("key"));
        await cache.RemoveAsync("key", Stop);
        Assert.Equal(["CacheUnavailable"], _log.Names);
        Assert.Equal(StoreErrorCode.NotOpen, (await Assert.ThrowsAsync<StoreException>(() => cache.GetAsync(Tag, Stop))).Error.Code);
        (await services.GetRequiredService<MooncakeStore>().TryOpenAsync(Stop)).ThrowIfFailed();
        await cache.SetAsync("key", [1], Never, Stop);
        Assert.Equal([1], await cache.GetAsync("key", Stop));
    }

    [Fact]
    public async Task Calls_AfterTheStoreIsClosed_MissAndAreDropped()
    {
        IDistributedCache cache = await OpenAsync();
        await cache.SetAsync("key", [1], Never, Stop);
        await _store.DisposeAsync();
        Assert.Null(await cache.GetAsync("key", Stop));
        await cache.SetAsync("key", [1], Never, Stop);
        await cache.RemoveAsync("key", Stop);
        Assert.Equal(["CacheUnavailable"], _log.Names);
    }

    [Fact]
    public async Task Entry_ThatIsTooLarge_IsSkippedAndOtherEntriesAreNot()
    {
        IDistributedCache cache = await OpenAsync();
        await cache.SetAsync("large", new byte[20 << 20], Never, Stop);
        await cache.SetAsync("large", new byte[20 << 20], Never, Stop);
        await cache.SetAsync("small", [1], Never, Stop);
        Assert.Null(await cache.GetAsync("large", Stop));
        Assert.NotNull(await cache.GetAsync("small", Stop));
        Assert.Equal(["EntrySkipped"], _log.Names);
    }

    [Theory]
    [InlineData("not an entry")]
    [InlineData("not an entry, but long enough to have a header and a trailer of the right size")]
    public async Task Bytes_ThatAreNoEntry_AreAMiss(string text)
    {
        IDistributedCache cache = await OpenAsync();
        (await _store.Raw.PutAsync("cache/key", System.Text.Encoding.UTF8.GetBytes(text), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Null(await cache.GetAsync("key", Stop));
        await cache.SetAsync("key", [1], Never, Stop);
        Assert.Equal([1], await cache.GetAsync("key", Stop));
    }

    [Fact]
    public async Task Failures_AreCounted()
    {
        List<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = static (instrument, listening) =>
        {
            if (instrument.Name == "mooncake.cache.failures")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add(string.Join(' ', tags.ToArray().Select(static tag => tag.Value)));
            }
        });
        listener.Start();

        // Other tests count too, but no other one has an entry that is too large and then a closed store.
        IDistributedCache cache = await OpenAsync();
        await cache.SetAsync("large", new byte[20 << 20], Never, Stop);
        await _store.DisposeAsync();
        await cache.GetAsync("key", Stop);
        lock (counted)
        {
            Assert.Contains("set NoAvailableHandle", counted);
            Assert.Contains("get StoreClosed", counted);
        }
    }

    [Theory]
    [InlineData("instance")]
    [InlineData("")]
    public async Task InstanceName_SeparatesCachesInOneStore(string name)
    {
        IDistributedCache cache = await OpenAsync(options => options.InstanceName = name);
        await using ServiceProvider services = AddCache(
            new ServiceCollection().AddSingleton(_store), static options => options.InstanceName = "other");
        IDistributedCache other = services.GetRequiredService<IDistributedCache>();
        await cache.SetAsync("key", [1], Never, Stop);
        Assert.Null(await other.GetAsync("key", Stop));
        Assert.True((await _store.Raw.ExistsAsync($"cache/{name}key", Stop)).IsFound);
    }

    private async Task<IDistributedCache> OpenAsync(Action<MooncakeCacheOptions>? configure = null, bool isLikeACluster = false)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://?segment=16MiB").GetValueOrThrow();
        options.TimeProvider = _time;
        options.DecorateBackend = engine => new FaultBackend(
            isLikeACluster ? new ClusterLikeBackend(engine) : new LatencyBackend(engine, TimeSpan.Zero), _plan);
        _store = await MooncakeStore.OpenAsync(options, Stop);
        return AddCache(new ServiceCollection().AddSingleton(_store), configure).GetRequiredService<IDistributedCache>();
    }

    private ServiceProvider AddCache(IServiceCollection services, Action<MooncakeCacheOptions>? configure) =>
        services.AddLogging(logging => logging.AddProvider(_log)).AddMooncakeDistributedCache(configure).BuildServiceProvider();
}
