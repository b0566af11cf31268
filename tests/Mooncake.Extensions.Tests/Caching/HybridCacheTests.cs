using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Support;
using Mooncake.Testing;

namespace Mooncake.Caching.Tests;

/// <summary>HybridCache with the distributed cache as its second level.</summary>
public sealed class HybridCacheTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_WithOneNamedStore_ShareEntries()
    {
        string connection = Connection();
        using IHost one = await StartAsync(connection);
        using IHost two = await StartAsync(connection);
        Product made = await GetAsync(one, "product/1", static () => new Product(1, "chair", ["wood", "blue"], 9.5m));
        await UntilStoredAsync(one, "product/1");
        Product shared = await GetAsync(
            two, "product/1", static Product () => throw new InvalidOperationException("The entry is not shared."));
        Assert.Equal((made.Id, made.Name, made.Price), (shared.Id, shared.Name, shared.Price));
        Assert.Equal(made.Labels, shared.Labels);
    }

    [Fact]
    public async Task Tag_InvalidatedByAnotherHost_HidesEntriesFromAHostThatHasNotReadIt()
    {
        string connection = Connection();
        using IHost one = await StartAsync(connection);
        using IHost two = await StartAsync(connection);
        await GetAsync(one, "product/1", static () => Named("old"), "products");
        await GetAsync(one, "order/1", static () => Named("order"), "orders");
        await UntilStoredAsync(one, "product/1");
        await UntilStoredAsync(one, "order/1");
        await CacheOf(one).RemoveByTagAsync("products", Stop);
        Assert.Equal("new", (await GetAsync(two, "product/1", static () => Named("new"), "products")).Name);
        Assert.Equal("order", (await GetAsync(two, "order/1", static () => Named("none"), "orders")).Name);
    }

    [Fact]
    public async Task Tag_InvalidatedTwice_HidesWhatWasStoredInBetween()
    {
        string connection = Connection();
        using IHost one = await StartAsync(connection);
        await CacheOf(one).RemoveByTagAsync("products", Stop);
        await GetAsync(one, "product/1", static () => Named("between"), "products");
        await UntilStoredAsync(one, "product/1");
        await CacheOf(one).RemoveByTagAsync("products", Stop);
        using IHost two = await StartAsync(connection);
        Assert.Equal("new", (await GetAsync(two, "product/1", static () => Named("new"), "products")).Name);
    }

    [Fact]
    public async Task Tag_InFullStore_IsNotEvicted()
    {
        string connection = Connection("16MiB&lease=0s");
        using IHost one = await StartAsync(connection);
        IDistributedCache level = one.Services.GetRequiredService<IDistributedCache>();
        await GetAsync(one, "product/1", static () => Named("old"), "products");
        await UntilStoredAsync(one, "product/1");
        byte[] invalidated = (await level.GetAsync("product/1", Stop))!;
        await CacheOf(one).RemoveByTagAsync("products", Stop);

        MooncakeStore store = one.Services.GetRequiredService<MooncakeStore>();
        byte[] filler = new byte[1 << 18];
        (await store.Raw.PutManyAsync(
            [.. Enumerable.Range(0, 200).Select(i => KeyValuePair.Create($"filler/{i}", new ReadOnlyMemory<byte>(filler)))],
            cancellationToken: Stop)).ThrowIfFailed();

        Assert.True((await store.Raw.ExistsAsync("cache/product/1", Stop)).IsMissing);

        // The entry comes back, as from a host that was slow to store it.
        await level.SetAsync("product/1", invalidated, new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) }, Stop);
        using IHost two = await StartAsync(connection);
        Assert.Equal("new", (await GetAsync(two, "product/1", static () => Named("new"), "products")).Name);
    }

    [Fact]
    public async Task Callers_OfOneKey_ShareOneCallOfTheFactory()
    {
        using IHost host = await StartAsync(Connection());
        TaskCompletionSource<Product> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        Task<Product>[] callers =
        [
            .. Enumerable.Range(0, 50).Select(_ => CacheOf(host).GetOrCreateAsync(
                "product/1",
                async _ =>
                {
                    Interlocked.Increment(ref calls);
                    return await made.Task;
                },
                cancellationToken: Stop).AsTask()),
        ];
        await Hosts.UntilAsync(() => new ValueTask<bool>(Volatile.Read(ref calls) > 0));
        made.SetResult(Named("one"));
        Assert.All(await Task.WhenAll(callers), static product => Assert.Equal("one", product.Name));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Remove_ByOneHost_RemovesTheEntryFromTheStore()
    {
        string connection = Connection();
        using IHost one = await StartAsync(connection);
        using IHost two = await StartAsync(connection);
        await GetAsync(one, "product/1", static () => Named("old"));
        await UntilStoredAsync(one, "product/1");
        await CacheOf(one).RemoveAsync("product/1", Stop);
        Assert.Equal("new", (await GetAsync(two, "product/1", static () => Named("new"))).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WhileTheStoreHangs_TakesTheCachesTimeoutAndTheFactory(bool hasTags)
    {
        ManualTimeProvider time = new();
        FaultGate gate = new();
        using IHost host = await StartAsync(Connection(), options => options.ConfigureStore = store =>
        {
            store.TimeProvider = time;
            store.DecorateBackend = engine => new FaultBackend(
                new LatencyBackend(engine, TimeSpan.Zero), new FaultPlan(1, new FaultRule(StoreCalls.Objects, Fault.Hang(gate))));
        });
        Task<Product> request = GetAsync(host, "product/1", static () => Named("made"), hasTags ? ["one", "two"] : []);

        // The entry is read last. From then on, the time that passes is the time that the request takes.
        await host.Services.GetRequiredService<ObservedCache>().HasStartedToRead("product/1").WaitAsync(Hosts.Patience, Stop);
        Assert.False(request.IsCompleted);
        time.Advance(Timeout);
        Assert.Equal("made", (await request.WaitAsync(Hosts.Patience, Stop)).Name);
        gate.Open();
    }

    private static string Connection(string segment = "32MiB") => $"embedded://hybrid-{Guid.NewGuid():N}?segment={segment}";

    private static Product Named(string name) => new(1, name, [], 0);

    private static HybridCache CacheOf(IHost host) => host.Services.GetRequiredService<HybridCache>();

    private static Task<IHost> StartAsync(string connection, Action<MooncakeHostOptions>? configure = null) => Hosts.StartAsync(builder =>
    {
        builder.Services.AddMooncakeStore(connection, configure).AddMooncakeDistributedCache();
        ServiceDescriptor cache = builder.Services.Single(static service => service.ServiceType == typeof(IDistributedCache));
        builder.Services.AddSingleton(services => new ObservedCache((IBufferDistributedCache)cache.ImplementationFactory!(services)));
        builder.Services.AddSingleton<IDistributedCache>(static services => services.GetRequiredService<ObservedCache>());
        builder.Services.AddHybridCache();
    });

    private static Task<Product> GetAsync(IHost host, string key, Func<Product> make, params string[] tags) =>
        CacheOf(host).GetOrCreateAsync(key, _ => new ValueTask<Product>(make()), tags: tags, cancellationToken: Stop).AsTask();

    // HybridCache answers its caller before it has stored the entry.
    private static Task UntilStoredAsync(IHost host, string key) => Hosts.UntilAsync(async () =>
        await host.Services.GetRequiredService<IDistributedCache>().GetAsync(key, Stop) is not null);

    /// <summary>A record of the application.</summary>
    private sealed record Product(int Id, string Name, string[] Labels, decimal Price);
}
