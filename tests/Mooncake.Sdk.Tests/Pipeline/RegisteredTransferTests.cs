using Mooncake.Operations;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Transfers from and to memory of the caller's that go through lanes.</summary>
public sealed class RegisteredTransferTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Buffer_DisposedWhileItsCallIsUnderWay_IsUnregisteredBeforeTheResult()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        Task<StoreResult> put = store.Raw.PutFromAsync(PipelineStore.Held, buffer.Slice(0, 10), cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        buffer.Dispose();
        Assert.Equal(0, store.Calls.Count(StoreCalls.UnregisterBuffer).Calls);
        store.Gate.Open();
        Assert.Equal(StoreResult.Done, await put);
        Assert.Equal((1, null), (store.Calls.Count(StoreCalls.UnregisterBuffer).Calls, buffer.ReleaseError));
    }

    [Fact]
    public async Task Buffer_DisposedWhileItsCallWaits_HoldsUpNoDeadline()
    {
        // Unregistering hangs as well. The last one to let go is the thread of the deadlines, which must not be the one that hangs.
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.MaxReplacedLanes = 0, new FaultRule(StoreCalls.UnregisterBuffer, Fault.Hang(gate)));
        RegisteredBuffer buffer = await AllocateAsync(store);
        store.HoldLanes();
        Task<StoreResult> put = store.Raw.PutFromAsync("a", buffer.Slice(0, 10), cancellationToken: Stop).AsTask();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<StoreResult> later = store.Raw.ExistsAsync("b", Stop).AsTask();
        buffer.Dispose();
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(1));
        Assert.Equal(StoreErrorCode.Timeout, (await put).Error!.Code);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await later.WaitAsync(PipelineStore.Patience, Stop)).IsFailed);
        gate.Open();
    }

    [Fact]
    public async Task Transfers_OfMuchMemory_AreCutByBytes()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.SegmentBytes = 512 << 20);
        RegisteredBuffer buffer = await AllocateAsync(store, 3 * BatchLimits.RentedBytes);
        const int Half = BatchLimits.RentedBytes / 2;
        KeyValuePair<string, RegisteredMemory>[] items =
        [
            new("a", buffer.Slice(0, Half)), new("b", buffer.Slice(Half, Half)), new("c", buffer.Slice(2 * Half, 10)), new("d", buffer.Slice(3 * Half, 3 * Half)),
        ];
        store.Calls.Reset();
        Assert.Equal(4, (await store.Raw.PutManyFromAsync(items, cancellationToken: Stop)).SuccessCount);
        Assert.Equal((3, 4), (store.Calls.Count(StoreCalls.BatchPutFrom).Calls, store.Calls.Count(StoreCalls.BatchPutFrom).Items));
        Assert.Equal(4, (await store.Raw.GetManyIntoAsync(items, Stop)).FoundCount);
        Assert.Equal(3, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
        buffer.Dispose();
    }

    [Fact]
    public async Task GetInto_ThatLostItsLeaseOnce_IsTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1 });
        await store.PutAllAsync(["a"]);
        using RegisteredBuffer buffer = await AllocateAsync(store);
        Assert.Equal(100, (await store.Raw.GetIntoAsync("a", buffer.Whole, Stop)).GetValueOrThrow());
        Assert.Equal(2, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
    }

    [Fact]
    public async Task GetInto_ThatLostItsLeaseTwice_Fails()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)));
        await store.PutAllAsync(["a"]);
        using RegisteredBuffer buffer = await AllocateAsync(store);
        Assert.Equal(StoreErrorCode.LeaseExpired, (await store.Raw.GetIntoAsync("a", buffer.Whole, Stop)).Error!.Code);
        Assert.Equal(2, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PutFrom_IntoAFullStore_WaitsForRoomWhenAskedTo(bool isAskedTo)
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            options => options.Pipeline.RetryWhenFull = isAskedTo,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 });
        using RegisteredBuffer buffer = await AllocateAsync(store);
        Task<StoreResult> put = store.Raw.PutFromAsync("a", buffer.Slice(0, 10), cancellationToken: Stop).AsTask();
        if (isAskedTo)
        {
            PipelineStore.WaitUntil(() => store.Store.Session.Alarms.Count == 1);
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(StoreResult.Done, await put);
        }
        else
        {
            Assert.Equal(StoreErrorCode.NoAvailableHandle, (await put).Error!.Code);
        }
    }

    [Fact]
    public async Task PutManyFrom_CancelledAfterItsFirstBatch_IsOfUnknownOutcome()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang(gate)) { LastCall = 1 });
        using RegisteredBuffer buffer = await AllocateAsync(store);
        using CancellationTokenSource cancel = new();
        KeyValuePair<string, RegisteredMemory>[] items =
            [.. Enumerable.Range(0, BatchLimits.Items + 1).Select(i => KeyValuePair.Create($"k{i}", buffer.Slice(i, 1)))];
        Task<StoreBatch> put = store.Raw.PutManyFromAsync(items, cancellationToken: cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));

        // The lane is taken when the second batch comes, which is cancelled before it has begun.
        Task<StoreResult> next = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        gate.ReleaseWaiting();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 1);
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put);
        Assert.Equal(WriteOutcome.Unknown, canceled.Outcome);
        store.Gate.Open();
        Assert.True((await next).IsMissing);
    }

    private static async Task<RegisteredBuffer> AllocateAsync(PipelineStore store, int length = 4096)
    {
        RegisteredBuffer buffer = (await store.Store.Buffers.AllocateAsync(length, Stop)).GetValueOrThrow();
        await store.SettleTimersAsync();
        return buffer;
    }
}
