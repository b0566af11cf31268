using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>What the SDK tries again by itself, and what a write says of itself when it fails.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_LargerThanItsRoom_IsFetchedOnceMoreWithItsExactSize()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a", "b"], 10_000);
        store.Calls.Reset();
        Assert.Equal(PipelineStore.ValueOf("a", 10_000), (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
        Assert.Equal((2, 1), (store.Calls.Count(StoreCalls.BatchGetInto).Calls, store.Calls.Count(StoreCalls.GetSize).Calls));

        // The next one knows.
        store.Calls.Reset();
        Assert.Equal(PipelineStore.ValueOf("b", 10_000), (await store.Raw.GetAsync("b", Stop)).GetValueOrThrow());
        Assert.Equal(1, store.Calls.Count(StoreCalls.All).Calls);
    }

    [Fact]
    public async Task Get_RemovedBeforeItsSizeIsAsked_IsMissing()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.GetSize, Fault.Fail(StoreErrorCode.ObjectNotFound)));
        await store.PutAllAsync(["a"], 10_000);
        Assert.True((await store.Raw.GetAsync("a", Stop)).IsMissing);
    }

    [Fact]
    public async Task Get_ThatLostItsLeaseOnce_IsTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1 });
        await store.PutAllAsync(["a"]);
        Assert.Equal(PipelineStore.ValueOf("a"), (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
        Assert.Equal(2, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
    }

    [Fact]
    public async Task Get_ThatLostItsLeaseTwice_Fails()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)));
        await store.PutAllAsync(["a"]);
        Assert.Equal(StoreErrorCode.LeaseExpired, (await store.Raw.GetAsync("a", Stop)).Error!.Code);
        Assert.Equal(2, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
    }

    [Fact]
    public async Task Get_WhoseSizeIsNotAnswered_IsAnsweredAtTheDeadline()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.GetSize, Fault.Hang()));
        await store.PutAllAsync(["a"], 10_000);
        await ExpireInsideAsync(store);
    }

    [Fact]
    public async Task Get_WhoseExactRetryHangs_IsAnsweredAtTheDeadline()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()) { FirstCall = 2 });
        await store.PutAllAsync(["a"], 10_000);
        await ExpireInsideAsync(store);
    }

    [Fact]
    public async Task Get_ThatLostItsLeaseAndHangs_IsAnsweredAtTheDeadline()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1 },
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()) { FirstCall = 2 });
        await store.PutAllAsync(["a"]);
        await ExpireInsideAsync(store);
    }

    [Fact]
    public async Task GetMany_ThatLostLeases_AsksForThoseOnceMore()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1, Items = [1] });
        await store.PutAllAsync(["a", "b", "c"]);
        store.Calls.Reset();
        StoreBatch<byte[]> got = await store.Raw.GetManyAsync(["a", "b", "c"], Stop);
        Assert.Equal(
            ["a", "b", "c"], got.Select(static result => System.Text.Encoding.UTF8.GetString(result.GetValueOrThrow().AsSpan(0, 1))));
        Assert.Equal((2, 4), (store.Calls.Count(StoreCalls.BatchGetInto).Calls, store.Calls.Count(StoreCalls.BatchGetInto).Items));
    }

    [Fact]
    public async Task PutMany_IntoAFullStore_WaitsForRoomWhenAskedTo()
    {
        await using PipelineStore store = await OpenRetryingAsync(fullCalls: 4);
        Task<StoreBatch> put = store.Raw.PutManyAsync([new("a", new byte[] { 7 })], cancellationToken: Stop).AsTask();
        MoveUntilDone(store, put);
        Assert.Equal(StoreResult.Done, (await put)[0]);
        Assert.Equal([7], (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task PutMany_IntoAFullStore_FailsUnlessAskedToWait()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1, Items = [1] });
        StoreBatch put = await store.Raw.PutManyAsync([new("a", new byte[1]), new("b", new byte[1])], cancellationToken: Stop);
        Assert.Equal([null, StoreErrorCode.NoAvailableHandle], put.Select(static result => result.Error?.Code));
        Assert.Equal(1, store.Calls.Count(StoreCalls.BatchPutFrom).Calls);
    }

    [Fact]
    public async Task Put_IntoAFullStore_FailsUnlessAskedToWait()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 });
        StoreError error = (await store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, WriteOutcome.NotApplied), (error.Code, error.Outcome));
    }

    [Fact]
    public async Task Put_IntoAFullStore_WaitsForRoomWhenAskedTo()
    {
        await using PipelineStore store = await OpenRetryingAsync(fullCalls: 5);
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[] { 7 }, cancellationToken: Stop).AsTask();
        MoveUntilDone(store, put);
        Assert.Equal(StoreResult.Done, await put);
        Assert.Equal(6, store.Calls.Count(StoreCalls.BatchPutFrom).Calls);
        Assert.Equal([7], (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Put_IntoAStoreThatStaysFull_FailsWithinItsTimeout()
    {
        await using PipelineStore store = await OpenRetryingAsync(fullCalls: long.MaxValue);
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        MoveUntilDone(store, put);
        StoreError error = (await put).Error!;

        // The clock moves in steps as long as the longest pause: the last one may reach the deadline first.
        Assert.True(error.Code is StoreErrorCode.NoAvailableHandle or StoreErrorCode.Timeout);
        Assert.Equal(WriteOutcome.NotApplied, error.Outcome);
        Assert.InRange(store.Clock.Elapsed, Limit - (2 * LongestPause), Limit + LongestPause);
    }

    [Fact]
    public async Task Remove_WaitingForALease_TriesUntilItHasEnded()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Embedded.LeaseDuration = TimeSpan.FromSeconds(3));
        await store.PutAllAsync(["a"]);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFound);
        Assert.Equal(StoreErrorCode.ObjectHasLease, (await store.Raw.RemoveAsync("a", cancellationToken: Stop)).Error!.Code);
        Task<StoreResult> removal = store.Raw.RemoveAsync("a", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilRemoved(store, removal);
        Assert.Equal(StoreResult.Done, await removal);
        Assert.InRange(store.Clock.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Remove_WaitingForALeaseThatStays_FailsWithinItsTimeout()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Embedded.LeaseDuration = TimeSpan.FromHours(1));
        await store.PutAllAsync(["a"]);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFound);
        Task<StoreResult> removal = store.Raw.RemoveAsync("a", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilRemoved(store, removal);
        Assert.True((await removal).Error!.Code is StoreErrorCode.ObjectHasLease or StoreErrorCode.Timeout);
        Assert.InRange(store.Clock.Elapsed, Limit - (2 * LongestPause), Limit + LongestPause);
    }

    [Theory]
    [InlineData(StoreErrorCode.NoAvailableHandle, WriteOutcome.PartlyApplied)]
    [InlineData(StoreErrorCode.RpcFail, WriteOutcome.Unknown)]
    public async Task Replace_WhosePutFails_TellsThatTheOldIsGone(StoreErrorCode code, WriteOutcome outcome)
    {
        await using PipelineStore store = await PipelineStore.OpenAsClusterAsync(
            static _ => { }, new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(code)) { FirstCall = 2 });
        await store.PutAllAsync(["a"]);
        StoreError error = (await store.Raw.ReplaceAsync("a", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal((code, StoreOperation.Replace, outcome), (error.Code, error.Operation, error.Outcome));
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
    }

    [Fact]
    public async Task Replace_WhoseRemoveFails_ChangesNothing()
    {
        await using PipelineStore store = await PipelineStore.OpenAsClusterAsync(
            static _ => { }, new FaultRule(StoreCalls.Remove, Fault.Fail(StoreErrorCode.ObjectReplicaBusy)));
        await store.PutAllAsync(["a"]);
        StoreError error = (await store.Raw.ReplaceAsync("a", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.ObjectReplicaBusy, StoreOperation.Replace, WriteOutcome.NotApplied), (error.Code, error.Operation, error.Outcome));
        Assert.Equal(PipelineStore.ValueOf("a"), (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_CancelledAfterItsFirstHalf_IsPartlyApplied()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsClusterAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchIsExist, Fault.Hang(gate)) { KeyFilter = StoreKeyFilters.Exactly("gate") },
            new FaultRule(StoreCalls.Remove, Fault.Hang(gate)) { KeyFilter = StoreKeyFilters.Exactly("a") });
        await store.PutAllAsync(["a"]);
        using CancellationTokenSource cancel = new();
        Task<StoreResult> replacement = store.Raw.ReplaceAsync("a", new byte[1], cancellationToken: cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));

        // The lane is taken again before the second half is there.
        Task<StoreResult> next = store.Raw.ExistsAsync("gate", Stop).AsTask();
        gate.ReleaseWaiting();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 1);
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => replacement);
        Assert.Equal((StoreOperation.Replace, WriteOutcome.PartlyApplied), (canceled.Operation, canceled.Outcome));
        gate.Open();
        Assert.True((await next).IsMissing);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
    }

    [Theory]
    [InlineData(true, WriteOutcome.Unknown)]
    [InlineData(false, WriteOutcome.NotApplied)]
    public async Task Replace_CancelledInItsFirstHalf_IsCancelledAsAReplacement(bool isHandedOver, WriteOutcome outcome)
    {
        await using PipelineStore store = await PipelineStore.OpenAsClusterAsync(static _ => { });
        using CancellationTokenSource cancel = new();
        if (!isHandedOver)
        {
            store.HoldLanes();
        }

        Task<StoreResult> replacement = store.Raw.ReplaceAsync(PipelineStore.Held, new byte[1], cancellationToken: cancel.Token).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => replacement);
        Assert.Equal((StoreOperation.Replace, outcome), (canceled.Operation, canceled.Outcome));
    }

    [Fact]
    public async Task Backend_ThatLeavesItemsOut_IsAnErrorOfUnknownOutcome()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchPutFrom, Fault.OmitItems()) { Items = [1] });
        store.HoldLanes();
        Task<StoreResult>[] puts = [.. Enumerable.Range(0, 3).Select(i => store.Raw.PutAsync($"k{i}", new byte[1], cancellationToken: Stop).AsTask())];
        store.Gate.Open();
        StoreResult[] results = await Task.WhenAll(puts);
        Assert.Equal([true, false, true], results.Select(static result => result.IsSuccess));
        Assert.Equal((StoreErrorCode.InternalError, WriteOutcome.Unknown), (results[1].Error!.Code, results[1].Error!.Outcome));
    }

    /// <summary>A get of <c>a</c> that hangs in a later try than its first: it ends on time, and its buffer comes back when the call does.</summary>
    private static async Task ExpireInsideAsync(PipelineStore store)
    {
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(get.IsCompleted);
        store.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((StoreErrorCode.Timeout, "a"), ((await get).Error!.Code, (await get).Error!.Key));
        Assert.Equal(1, store.RentedBuffers);
        store.Faults.HangGate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    private static Task<PipelineStore> OpenRetryingAsync(long fullCalls) => PipelineStore.OpenAsync(
        static options => options.Pipeline.RetryWhenFull = true,
        new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = fullCalls });

    /// <summary>Moves the clock whenever a put has come to pause, by the longest pause that there is.</summary>
    private static void MoveUntilDone(PipelineStore store, Task put) => MoveUntilDone(store, put, StoreCalls.BatchPutFrom, () => store.Pipeline.PausedCalls == 1);

    private static void MoveUntilDone(PipelineStore store, Task task, StoreCalls tries, Func<bool> pauses)
    {
        while (!task.IsCompleted)
        {
            PipelineStore.WaitUntil(() => task.IsCompleted || pauses());
            long before = store.Calls.Count(tries).Calls;
            store.Clock.Advance(LongestPause);
            PipelineStore.WaitUntil(() => task.IsCompleted || store.Calls.Count(tries).Calls > before);
        }
    }

    /// <summary>The same for a removal.</summary>
    private static void MoveUntilRemoved(PipelineStore store, Task removal) =>
        MoveUntilDone(store, removal, StoreCalls.Remove, () => store.Store.Session.Alarms.Count == 1);
}
