using Mooncake.Testing;

namespace Mooncake.Opening;

/// <summary>A store that exists before it is open, as hosts inject it.</summary>
public sealed class UnopenedStoreTests
{
    private static readonly Dictionary<string, Func<MooncakeStore, Task<StoreError?>>> Operations = new()
    {
        ["set get"] = async store => (await store.Readings.GetAsync(1, Stop)).Error,
        ["set get lease"] = async store => (await store.Readings.GetLeaseAsync(1, Stop)).Error,
        ["set get many"] = async store => (await store.Readings.GetManyAsync([new(1), new(2)], Stop))[1].Error,
        ["set get stream"] = async store => await FirstErrorAsync(store.Readings.GetManyAsync(KeysAsync(), Stop), static got => got.Error),
        ["set get or create"] = async store =>
            (await store.Readings.GetOrCreateAsync(1, static (_, _) => new ValueTask<Reading>(One), cancellationToken: Stop)).Error,
        ["set put"] = async store => (await store.Readings.PutAsync(One, cancellationToken: Stop)).Error,
        ["set put conditionally"] = async store => (await store.Readings.PutAsync(One, new() { IfExists = IfExists.Fail }, Stop)).Error,
        ["set put expiring"] = async store => (await store.Readings.PutAsync(One, new() { TimeToLive = TimeSpan.FromDays(1) }, Stop)).Error,
        ["set put many"] = async store => (await store.Readings.PutManyAsync([One, One with { Sensor = 2 }], cancellationToken: Stop))[1].Error,
        ["set replace"] = async store => (await store.Readings.ReplaceAsync(One, cancellationToken: Stop)).Error,
        ["set replace many"] = async store => (await store.Readings.ReplaceManyAsync([One], cancellationToken: Stop))[0].Error,
        ["set exists"] = async store => (await store.Readings.ExistsAsync(1, Stop)).Error,
        ["set exists many"] = async store => (await store.Readings.ExistsManyAsync([new(1), new(2)], Stop))[1].Error,
        ["set size"] = async store => (await store.Readings.SizeOfAsync(1, Stop)).Error,
        ["set remove"] = async store => (await store.Readings.RemoveAsync(1, RemoveOptions.Waiting, Stop)).Error,
        ["set remove many"] = async store => (await store.Readings.RemoveManyAsync([new(1)], cancellationToken: Stop))[0].Error,
        ["set remove all"] = async store => (await store.Readings.RemoveAllAsync(RemoveOptions.Waiting, Stop)).Error,
        ["set get expiry"] = async store => (await store.Readings.GetExpiryAsync(1, Stop)).Error,
        ["set set expiry"] = async store => (await store.Readings.SetExpiryAsync(1, TimeSpan.FromDays(1), Stop)).Error,
        ["set count"] = async store => (await store.Readings.CountAsync(Stop)).Error,
        ["raw get"] = async store => (await store.Raw.GetAsync("key", Stop)).Error,
        ["raw get many"] = async store => (await store.Raw.GetManyAsync(["key", "other"], Stop))[1].Error,
        ["raw put"] = async store => (await store.Raw.PutAsync("key", new byte[1], cancellationToken: Stop)).Error,
        ["raw put parts"] = async store => (await store.Raw.PutPartsAsync("key", [new byte[1]], cancellationToken: Stop)).Error,
        ["raw replace"] = async store => (await store.Raw.ReplaceAsync("key", new byte[1], cancellationToken: Stop)).Error,
        ["raw remove"] = async store => (await store.Raw.RemoveAsync("key", cancellationToken: Stop)).Error,
        ["raw remove by prefix"] = async store => (await store.Raw.RemoveByPrefixAsync("key", cancellationToken: Stop)).Error,
        ["raw remove by regex"] = async store => (await store.Raw.RemoveByRegexAsync("^key", cancellationToken: Stop)).Error,
        ["raw count"] = async store => (await store.Raw.CountAsync(cancellationToken: Stop)).Error,
        ["raw list"] = async store =>
        {
            await using IAsyncEnumerator<string> keys = store.Raw.ListAsync().GetAsyncEnumerator(Stop);
            return (await Assert.ThrowsAsync<StoreException>(async () => await keys.MoveNextAsync())).Error;
        },
        ["buffer"] = async store => (await store.Buffers.AllocateAsync(4096, Stop)).Error,
        ["statistics"] = async store => (await store.GetStatisticsAsync(Stop)).Error,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Reading One => new(1, 2, 3);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Operation_BeforeTheStoreIsOpen_FailsWithNotOpen(string operation)
    {
        await using MooncakeStore store = Create();
        StoreError? error = await Operations[operation](store);
        Assert.Equal((StoreErrorCode.NotOpen, RetryClass.AfterBackoff), (error?.Code, error?.Retry));
        Assert.NotEqual(WriteOutcome.Unknown, error!.Outcome);
        Assert.Null(error.NativeCode);
    }

    [Fact]
    public async Task Properties_BeforeTheStoreIsOpen_HaveValues()
    {
        await using MooncakeStore store = Create();
        Assert.Equal((StoreEngine.Embedded, "", StoreHealth.NotOpen), (store.Engine, store.Hostname, await store.CheckHealthAsync(Stop)));
        Assert.Null(store.GetCapability<FaultBackend>());
    }

    [Fact]
    public async Task SetAndRawObjects_TakenBeforeTheStoreIsOpen_UseTheOpenStore()
    {
        await using MooncakeStore store = Create();
        StoreSet<ReadingKey, Reading> set = store.Readings;
        RawObjects raw = store.Raw;
        StoreBuffers buffers = store.Buffers;
        Assert.True((await set.PutAsync(One, cancellationToken: Stop)).IsFailed);
        Assert.True((await set.GetLeaseAsync(new(1), Stop)).IsFailed);

        (await store.TryOpenAsync(Stop)).ThrowIfFailed();
        (await set.PutAsync(One, cancellationToken: Stop)).ThrowIfFailed();
        using StoreLease<Reading> lease = (await set.GetLeaseAsync(new(1), Stop)).GetValueOrThrow();
        Assert.Equal(One, lease.Value);
        Assert.Equal(1, (await raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
        (await buffers.AllocateAsync(4096, Stop)).GetValueOrThrow().Dispose();
        Assert.Equal(StoreHealth.Healthy, await store.CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Operations_WhileTheStoreOpens_FailWithNotOpenOrSucceed()
    {
        await using MooncakeStore store = Create();
        StoreSet<ReadingKey, Reading> set = store.Readings;
        using ManualResetEventSlim start = new();
        Task<bool>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(CallAsync))];
        start.Set();
        (await store.TryOpenAsync(Stop)).ThrowIfFailed();
        Assert.All(await Task.WhenAll(callers), Assert.True);

        async Task<bool> CallAsync()
        {
            start.Wait(Stop);
            while (true)
            {
                StoreResult put = await set.ReplaceAsync(One, cancellationToken: Stop);
                StoreResult read = await store.Notes.ExistsAsync(1, Stop);
                if (put.Error is { Code: not StoreErrorCode.NotOpen } || read.Error is { Code: not StoreErrorCode.NotOpen })
                {
                    return false;
                }

                if (put.IsSuccess && read.IsMissing)
                {
                    return true;
                }
            }
        }
    }

    [Fact]
    public async Task Open_AfterAFailure_CanBeRepeated()
    {
        int attempts = 0;
        FaultPlan refusing = new(seed: 1, new FaultRule(StoreCalls.Setup, Fault.Fail(StoreErrorCode.RpcFail)));
        await using MooncakeStore store = Create(options => options.DecorateBackend = engine =>
            ++attempts < 2 ? new FaultBackend(engine, refusing) : engine);
        Assert.Equal(StoreErrorCode.SetupFailed, (await store.TryOpenAsync(Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.NotOpen, (await store.Raw.ExistsAsync("key", Stop)).Error!.Code);
        (await store.TryOpenAsync(Stop)).ThrowIfFailed();
        (await store.TryOpenAsync(Stop)).ThrowIfFailed();
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Dispose_BeforeTheStoreIsOpen_ClosesIt()
    {
        MooncakeStore store = Create();
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Equal(StoreHealth.Closed, await HealthOf(store));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Raw.ExistsAsync("key", Stop));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Readings.PutAsync(One, cancellationToken: Stop));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.TryOpenAsync(Stop));
    }

    [Fact]
    public async Task Dispose_WhileTheStoreOpens_EndsTheOpening()
    {
        using ManualResetEventSlim leave = new();
        using ManualResetEventSlim entered = new();
        MooncakeStore store = Create(options => options.DecorateBackend = engine =>
        {
            entered.Set();
            leave.Wait(Stop);
            return engine;
        });
        Task<StoreResult> opening = Task.Run(() => store.TryOpenAsync(Stop), Stop);
        entered.Wait(Stop);
        Task disposing = store.DisposeAsync().AsTask();
        leave.Set();
        await disposing;
        await Assert.ThrowsAsync<StoreCanceledException>(async () => await opening);
        Assert.Equal(StoreHealth.Closed, await HealthOf(store));
    }

    [Fact]
    public void Create_WithInvalidOptions_Fails() => Assert.Equal(
        StoreErrorCode.InvalidConfiguration, MooncakeStore.CreateUnopened(new MooncakeStoreOptions { MaxKeyBytes = 0 }).Error!.Code);

    [Fact]
    public async Task Open_Cancelled_Throws()
    {
        await using MooncakeStore store = Create();
        CancellationToken cancelled = new(canceled: true);
        StoreCanceledException thrown = await Assert.ThrowsAsync<StoreCanceledException>(async () => await store.TryOpenAsync(cancelled));
        Assert.Equal(cancelled, thrown.CancellationToken);
    }

    private static MooncakeStore Create(Action<MooncakeStoreOptions>? change = null)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://?segment=16MiB").GetValueOrThrow();
        change?.Invoke(options);
        return MooncakeStore.CreateUnopened(options).GetValueOrThrow();
    }

    private static ValueTask<StoreHealth> HealthOf(MooncakeStore store) => store.CheckHealthAsync(Stop);

    private static async IAsyncEnumerable<ReadingKey> KeysAsync()
    {
        await Task.Yield();
        yield return new ReadingKey(1);
    }

    private static async Task<StoreError?> FirstErrorAsync<T>(IAsyncEnumerable<T> results, Func<T, StoreError?> errorOf)
    {
        await foreach (T result in results)
        {
            return errorOf(result);
        }

        return null;
    }
}
