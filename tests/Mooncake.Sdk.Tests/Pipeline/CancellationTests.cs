using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>The caller's cancellation ends the wait at once, and says what is known of a write.</summary>
public sealed class CancellationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_CancelledInTheQueue_IsNotApplied()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        using CancellationTokenSource cancel = new();
        store.HoldLanes();
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: cancel.Token).AsTask();
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put);
        Assert.Equal((StoreOperation.Put, WriteOutcome.NotApplied, cancel.Token), (canceled.Operation, canceled.Outcome, canceled.CancellationToken));
        Assert.Equal(0, store.RentedBuffers);
        store.Gate.Open();
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        Assert.Equal(0, store.Calls.Count(StoreCalls.Puts).Calls);
    }

    [Theory]
    [InlineData(StoreOperation.Put, WriteOutcome.Unknown, 1)]
    [InlineData(StoreOperation.Remove, WriteOutcome.Unknown, 0)]
    [InlineData(StoreOperation.Get, WriteOutcome.NotAWrite, 1)]
    [InlineData(StoreOperation.Exists, WriteOutcome.NotAWrite, 0)]
    public async Task Call_CancelledWhenHandedOver_IsOfUnknownOutcome(StoreOperation operation, WriteOutcome outcome, int buffers)
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        using CancellationTokenSource cancel = new();
        Task call = operation switch
        {
            StoreOperation.Put => store.Raw.PutAsync(PipelineStore.Held, new byte[1], cancellationToken: cancel.Token).AsTask(),
            StoreOperation.Remove => store.Raw.RemoveAsync(PipelineStore.Held, cancellationToken: cancel.Token).AsTask(),
            StoreOperation.Get => store.Raw.GetAsync(PipelineStore.Held, cancel.Token).AsTask(),
            _ => store.Raw.ExistsAsync(PipelineStore.Held, cancel.Token).AsTask(),
        };
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => call);
        Assert.Equal((operation, outcome), (canceled.Operation, canceled.Outcome));

        // Its memory is the native call's until that returns. Removals and existence checks need none but their key's.
        Assert.Equal(buffers, store.RentedBuffers);
        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task Put_CancelledBetweenTwoTries_IsNotApplied()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)));
        using CancellationTokenSource cancel = new();
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: cancel.Token).AsTask();
        PipelineStore.WaitUntil(() => store.Pipeline.PausedCalls == 1);
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put);
        Assert.Equal(WriteOutcome.NotApplied, canceled.Outcome);

        // It comes back from its pause, and is let go then.
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
        Assert.Equal(1, store.Calls.Count(StoreCalls.BatchPutFrom).Calls);
    }

    [Fact]
    public async Task Get_CancelledBeforeItStarts_HoldsNothing()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Raw.GetAsync("a", cancel.Token).AsTask());
        Assert.Equal(0, store.RentedBuffers);
        Assert.Equal(0, store.Calls.Count(StoreCalls.Gets).Calls);
    }

    [Fact]
    public async Task Calls_CancelledWhileTheyWaitForABuffer_HoldNothing()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 64 << 10, MaxBytes = 64 << 10, Poison = true });
        Assert.True(store.Store.Session.Pool.TryRent(64 << 10, new RentalTag(StoreOperation.None, "test"), out RentedBuffer all, out _));
        using CancellationTokenSource cancel = new();
        Task[] calls =
        [
            store.Raw.GetAsync("a", cancel.Token).AsTask(),
            store.Raw.PutAsync("a", new byte[1], cancellationToken: cancel.Token).AsTask(),
            store.Raw.GetManyAsync(["a"], cancel.Token).AsTask(),
        ];
        Assert.Equal(calls.Length, store.Store.Session.Pool.Statistics.Waiting);
        await cancel.CancelAsync();
        foreach (Task call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.Equal((0, 1), (store.Store.Session.Pool.Statistics.Waiting, store.RentedBuffers));
        all.Return();
        Assert.Equal(0, store.Calls.Count(StoreCalls.Objects).Calls);
    }

    [Fact]
    public async Task Get_CancelledWhileItWaitsForALargerBuffer_HoldsNothing()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true },
            new FaultRule(StoreCalls.GetSize, Fault.Hang(gate)));
        await store.PutAllAsync(["a"], 20_000);
        using CancellationTokenSource cancel = new();
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        List<RentedBuffer> taken = [];
        // Of every class, so that what the get gives back before it waits makes no room either.
        for (int size = 256 << 10; size > 1024; size -= size / 16)
        {
            while (store.Store.Session.Pool.TryRent(size, new RentalTag(StoreOperation.None, "test"), out RentedBuffer buffer, out _))
            {
                taken.Add(buffer);
            }
        }

        gate.Open();
        PipelineStore.WaitUntil(() => store.Store.Session.Pool.Statistics.Waiting == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<StoreCanceledException>(() => get);
        Assert.Equal(taken.Count, store.RentedBuffers);
        taken.ForEach(static buffer => buffer.Return());
    }

    [Fact]
    public async Task PutMany_CancelledAfterItsFirstBatch_IsOfUnknownOutcome()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang(gate)) { FirstCall = 2 });
        using CancellationTokenSource cancel = new();
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
            [.. Enumerable.Range(0, 1500).Select(static i => new KeyValuePair<string, ReadOnlyMemory<byte>>($"k{i}", new byte[1]))];
        Task<StoreBatch> put = store.Raw.PutManyAsync(items, cancellationToken: cancel.Token).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put);
        Assert.Equal(WriteOutcome.Unknown, canceled.Outcome);
        gate.Open();
    }

    [Fact]
    public async Task Cancellations_InAStorm_HitTheirOwnCallsOnly()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.Lanes = 2);
        string[] keys = [.. Enumerable.Range(0, 50).Select(static i => $"k{i}")];
        await store.PutAllAsync(keys);
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), Stop, async (worker, _) =>
        {
            // A cancellation comes at any time: before, while and after the call is carried out, and when its object serves another call.
            Random random = new(worker);
            for (int i = 0; i < 2000; i++)
            {
                string key = keys[random.Next(keys.Length)];
                using CancellationTokenSource cancel = new();
                ValueTask<StoreResult<byte[]>> cancelled = store.Raw.GetAsync(key, cancel.Token);
                ValueTask<StoreResult<byte[]>> other = store.Raw.GetAsync(key, CancellationToken.None);
                Task canceling = random.Next(2) == 0 ? Task.Run(cancel.Cancel, CancellationToken.None) : Task.CompletedTask;
                try
                {
                    Assert.Equal(PipelineStore.ValueOf(key), (await cancelled).GetValueOrThrow());
                }
                catch (StoreCanceledException exception)
                {
                    Assert.Equal(cancel.Token, exception.CancellationToken);
                }

                Assert.Equal(PipelineStore.ValueOf(key), (await other).GetValueOrThrow());
                await canceling;
            }
        });
    }
}
