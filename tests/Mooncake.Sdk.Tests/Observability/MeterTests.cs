using Mooncake.Buffers;
using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Observability;

/// <summary>What the meter tells a listener.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed class MeterTests : IAsyncLifetime
{
    private readonly string _cluster = MeterRecorder.NewCluster();
    private readonly string _queued = MeterRecorder.NewCluster();

    private MooncakeStore Store { get; set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await Stores.OpenAsync(options => options.Embedded.ClusterName = _cluster);

    public async ValueTask DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Get_HitAndMiss_AreCounted()
    {
        using MeterRecorder recorder = new(_cluster);
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();

        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).IsFound);
        Assert.True((await Store.Blocks.GetAsync("model", 3, 2, Stop)).IsMissing);

        Assert.Equal([1], recorder.Values("mooncake.client.lookups", ("mooncake.outcome", "hit")));
        Assert.Equal([1], recorder.Values("mooncake.client.lookups", ("mooncake.outcome", "miss")));
    }

    [Fact]
    public async Task Operation_ThatTakesTwoSeconds_RecordsThemByOperationAndCollection()
    {
        await using PipelineStore store = await OpenPipelineAsync();
        using MeterRecorder recorder = new(_queued);

        Task<StoreResult> exists = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(TimeSpan.FromSeconds(2));
        store.Gate.Open();
        Assert.True((await exists).IsMissing);

        Assert.Equal([2], recorder.Values("db.client.operation.duration", ("db.operation.name", "exists"), ("db.collection.name", "bytes"), ("db.system.name", "mooncake")));
    }

    [Fact]
    public async Task Operation_Failed_IsCountedByItsCode()
    {
        using MeterRecorder recorder = new(_cluster);

        Assert.True((await Store.Raw.PutAsync("empty", ReadOnlyMemory<byte>.Empty, cancellationToken: Stop)).IsFailed);

        Assert.Equal([1], recorder.Values("mooncake.client.errors", ("error.type", nameof(StoreErrorCode.EmptyObject))));
    }

    [Fact]
    public async Task Batch_FailedInTwoWays_IsCountedByEachCode()
    {
        using MeterRecorder recorder = new(_cluster);
        string tooLong = new('k', 70_000);

        StoreBatch batch = await Store.Raw.PutManyAsync(
            [new("a", ReadOnlyMemory<byte>.Empty), new("b", new byte[1]), new(tooLong, new byte[1]), new("c", ReadOnlyMemory<byte>.Empty)], cancellationToken: Stop);

        Assert.Equal(3, batch.FailedCount);
        Assert.Equal([2], recorder.Values("mooncake.client.errors", ("error.type", nameof(StoreErrorCode.EmptyObject))));
        Assert.Equal([1], recorder.Values("mooncake.client.errors", ("error.type", nameof(StoreErrorCode.KeyTooLong))));
        Assert.Single(recorder.Values("db.client.operation.duration", ("error.type", nameof(StoreErrorCode.EmptyObject))));
    }

    [Fact]
    public async Task Error_OfTheLibrary_HasItsNumber()
    {
        await using PipelineStore store = await OpenPipelineAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        using MeterRecorder recorder = new(_queued);

        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFailed);

        Assert.Equal([1], recorder.Values("mooncake.client.errors", ("error.type", nameof(StoreErrorCode.RpcFail)), ("db.response.status_code", "-900")));
    }

    [Fact]
    public async Task Pool_WithALeaseOut_TellsWhatIsRegisteredAndHeld()
    {
        using MeterRecorder recorder = new(_cluster);
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        using StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync("model", 3, 1, Stop)).GetValueOrThrow();

        recorder.ReadGauges();

        Assert.Equal([Store.Session.Options.Pool.SlabBytes], recorder.Values("mooncake.client.pool.registered"));
        Assert.Equal([1], recorder.Values("mooncake.client.pool.rented"));
    }

    [Fact]
    public async Task Pool_WithBuffersOut_TellsTheirBytesUntilTheyAreBack()
    {
        using MeterRecorder recorder = new(_cluster);
        RegisteredBufferPool pool = Store.Session.Pool;
        Assert.True(pool.TryRent(64 << 10, new RentalTag(StoreOperation.None, "test"), out RentedBuffer first, out _));
        Assert.True(pool.TryRent(100, new RentalTag(StoreOperation.None, "test"), out RentedBuffer second, out _));
        nint held = first.Capacity + second.Capacity;

        recorder.ReadGauges();
        second.Return();
        first.Return();
        recorder.ReadGauges();

        Assert.True(held >= (64 << 10) + 100);
        Assert.Equal([held, 0], recorder.Values("mooncake.client.pool.usage"));
    }

    [Fact]
    public async Task Pool_UsedUp_TellsHowManyWait()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(options =>
        {
            options.Embedded.ClusterName = _queued;
            options.BufferPool = new BufferPoolOptions { SlabBytes = 64 << 10, MaxBytes = 64 << 10, Poison = true };
        });
        using MeterRecorder recorder = new(_queued);
        Assert.True(store.Store.Session.Pool.TryRent(64 << 10, new RentalTag(StoreOperation.None, "test"), out RentedBuffer all, out _));

        Task<StoreResult<byte[]>>[] waiting = [store.Raw.GetAsync("a", Stop).AsTask(), store.Raw.GetAsync("b", Stop).AsTask()];
        recorder.ReadGauges();
        all.Return();
        Assert.All(await Task.WhenAll(waiting), static result => Assert.True(result.IsMissing));
        recorder.ReadGauges();

        Assert.Equal([2, 0], recorder.Values("mooncake.client.pool.waiting"));
    }

    [Fact]
    public async Task Lanes_ThatHangAndReturn_AreCounted()
    {
        await using PipelineStore store = await OpenPipelineAsync();
        using MeterRecorder recorder = new(_queued);
        store.HoldLanes();

        store.Clock.Advance(store.Store.Session.Options.OperationTimeout);
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 1);
        recorder.ReadGauges();
        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 0);
        recorder.ReadGauges();

        Assert.Equal([1, 0], recorder.Values("mooncake.client.lanes.hung"));
    }

    [Fact]
    public async Task Gauges_OfStoresThatNobodyCanTellApart_AreAddedUp()
    {
        await using MooncakeStore other = await Stores.OpenAsync(options => options.Embedded.ClusterName = _cluster);
        using MeterRecorder recorder = new(_cluster);
        Assert.True(Store.Session.Pool.TryRent(100, new RentalTag(StoreOperation.None, "test"), out RentedBuffer first, out _));
        Assert.True(other.Session.Pool.TryRent(100, new RentalTag(StoreOperation.None, "test"), out RentedBuffer second, out _));

        recorder.ReadGauges();
        first.Return();
        second.Return();

        Assert.Equal([2], recorder.Values("mooncake.client.pool.rented"));
    }

    [Fact]
    public async Task Batch_OfGetsThatWaited_TellsHowManyTheyWereAndWhatTheyRead()
    {
        const int Gets = 16;
        const int Size = 100;
        await using PipelineStore store = await OpenPipelineAsync();
        string[] keys = [.. Enumerable.Range(0, Gets).Select(static i => $"k{i}")];
        await store.PutAllAsync(keys, Size);
        using MeterRecorder recorder = new(_queued);

        store.HoldLanes();
        Task<StoreResult<byte[]>>[] gets = [.. keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == Gets);
        recorder.ReadGauges();
        store.Gate.Open();
        Assert.All(await Task.WhenAll(gets), static result => Assert.True(result.IsFound));

        Assert.Equal([Gets], recorder.Values("mooncake.client.queue.depth"));
        Assert.Equal([Gets], recorder.Values("mooncake.client.batch.size", ("db.operation.name", "get")));
        Assert.Equal(Gets * Size, recorder.Sum("mooncake.client.io", ("mooncake.direction", "read")));
    }

    [Fact]
    public async Task Lists_OfTheEngineInTheProcess_TellTheirSizesAndBytes()
    {
        using MeterRecorder recorder = new(_cluster);
        string[] keys = ["a", "b", "c"];

        Assert.True((await Store.Raw.PutManyAsync([.. keys.Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, new byte[10]))], cancellationToken: Stop)).IsSuccess);
        Assert.Equal(3, (await Store.Raw.ExistsManyAsync(keys, Stop)).SuccessCount);
        Assert.Equal(3, (await Store.Raw.GetManyAsync([.. keys, "d"], Stop)).FoundCount);

        Assert.Equal([3], recorder.Values("mooncake.client.batch.size", ("db.operation.name", "put")));
        Assert.Equal([3], recorder.Values("mooncake.client.batch.size", ("db.operation.name", "exists")));
        Assert.Equal([4], recorder.Values("mooncake.client.batch.size", ("db.operation.name", "get")));
        Assert.Equal(30, recorder.Sum("mooncake.client.io", ("mooncake.direction", "write")));
        Assert.Equal(30, recorder.Sum("mooncake.client.io", ("mooncake.direction", "read")));
    }

    [Fact]
    public async Task PutAndGet_Queued_TellTheBytesOfTheirStore()
    {
        await using PipelineStore store = await OpenPipelineAsync();
        using MeterRecorder recorder = new(_queued);
        using MeterRecorder others = new(MeterRecorder.NewCluster());

        (await store.Raw.PutAsync("a", new byte[10], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Raw.GetAsync("a", Stop)).IsFound);

        Assert.Equal([10], recorder.Values("mooncake.client.io", ("mooncake.direction", "write")));
        Assert.Equal([10], recorder.Values("mooncake.client.io", ("mooncake.direction", "read")));
        Assert.Empty(others.Values("mooncake.client.io"));
    }

    private Task<PipelineStore> OpenPipelineAsync(params FaultRule[] rules) => PipelineStore.OpenAsync(options => options.Embedded.ClusterName = _queued, rules);
}
