using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Callers are answered on time, whatever native calls do; memory stays out until they have returned.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_HungInItsCall_IsAnsweredAtTheDeadlineAndKeepsItsBuffer()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync(PipelineStore.Held, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(get.IsCompleted);
        store.Clock.Advance(TimeSpan.FromTicks(1));

        StoreError error = (await get).Error!;
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotAWrite, PipelineStore.Held), (error.Code, error.Outcome, error.Key));
        Assert.Contains("timeout=", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, store.RentedBuffers);
        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task Put_HungInItsCall_IsOfUnknownOutcomeAndMayStillLand()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        Task<StoreResult> put = store.Raw.PutAsync(PipelineStore.Held, new byte[] { 1, 2, 3 }, cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit);
        StoreError error = (await put).Error!;
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown), (error.Code, error.Outcome));

        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
        Assert.Equal([1, 2, 3], (await store.Raw.GetAsync(PipelineStore.Held, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Put_LateInTheQueue_NeverReachesTheStore()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.MaxReplacedLanes = 0);
        Task<StoreResult> held = HoldByAPut(store);
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        store.Clock.Advance(Limit);
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotApplied), CodeAndOutcome(await put));
        Assert.Equal(StoreErrorCode.Timeout, (await held).Error!.Code);
        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
        Assert.Equal(0, store.Calls.Count(StoreCalls.Puts).Calls);
    }

    [Fact]
    public async Task Calls_BeyondTheQueue_WaitForRoomInOrder()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.QueueCapacity = 2);
        store.HoldLanes();
        Task<StoreResult>[] exists = [.. Enumerable.Range(0, 10).Select(i => store.Raw.ExistsAsync($"k{i}", Stop).AsTask())];
        Assert.Equal(10, store.Pipeline.QueueDepth);
        store.Gate.Open();
        Assert.All(await Task.WhenAll(exists), static result => Assert.True(result.IsMissing));
        Assert.Equal(5, store.Calls.Count(StoreCalls.BatchIsExist).Calls);
    }

    [Fact]
    public async Task Calls_BeyondTheQueueUntilTheDeadline_AreToldThatItIsFull()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options =>
        {
            options.Pipeline.QueueCapacity = 1;
            options.Pipeline.MaxReplacedLanes = 0;
        });
        store.HoldLanes();
        Task<StoreResult> queued = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        Task<StoreResult> beyond = store.Raw.PutAsync("b", new byte[1], cancellationToken: Stop).AsTask();
        store.Clock.Advance(Limit);
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotApplied), CodeAndOutcome(await queued));
        Assert.Equal((StoreErrorCode.QueueFull, WriteOutcome.NotApplied), CodeAndOutcome(await beyond));
        store.Gate.Open();
        Assert.Equal(0, store.Calls.Count(StoreCalls.Puts).Calls);
    }

    [Fact]
    public async Task Call_BeyondTheQueue_WhenTheLaneComesBackWhileOthersAreLate_IsCarriedOut()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options =>
        {
            options.Pipeline.QueueCapacity = 1;
            options.Pipeline.MaxReplacedLanes = 0;
        });
        Task<StoreResult> held = HoldByAPut(store);
        Task late = StartLate(store);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<StoreResult> beyond = store.Raw.ExistsAsync("b", Stop).AsTask();
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(1));

        // While the thread of the deadlines tells the late one, the lane comes back and looks for work. The clock stands still from here on.
        await late;
        Assert.Equal(StoreErrorCode.Timeout, (await held).Error!.Code);
        Assert.Equal(StoreResult.Missing, await beyond.WaitAsync(PipelineStore.Patience, Stop));
    }

    [Fact]
    public async Task Get_PoolExhausted_WaitsUntilABufferIsFree()
    {
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        List<RentedBuffer> taken = TakeAll(store);
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", Stop).AsTask();
        Assert.False(get.IsCompleted);
        taken.ForEach(static buffer => buffer.Return());
        Assert.True((await get).IsMissing);
    }

    [Fact]
    public async Task ExistsAndRemove_PoolExhausted_NeedNoBuffer()
    {
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        await store.PutAllAsync(["a"]);
        List<RentedBuffer> taken = TakeAll(store);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFound);
        Assert.Equal(StoreResult.Done, await store.Raw.RemoveAsync("a", RemoveOptions.Forced, Stop));
        taken.ForEach(static buffer => buffer.Return());
    }

    [Fact]
    public async Task Get_PoolExhaustedUntilTheDeadline_IsToldSo()
    {
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        List<RentedBuffer> taken = TakeAll(store);
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", Stop).AsTask();
        Task<StoreResult> put = store.Raw.PutAsync("b", new byte[1], cancellationToken: Stop).AsTask();
        store.Clock.Advance(Limit);
        Assert.Equal((StoreErrorCode.BufferPoolExhausted, "a"), ((await get).Error!.Code, (await get).Error!.Key));
        Assert.Equal((StoreErrorCode.BufferPoolExhausted, WriteOutcome.NotApplied), CodeAndOutcome(await put));
        taken.ForEach(static buffer => buffer.Return());
    }

    [Fact]
    public async Task Get_ThatWaitedForItsBuffer_HasOneTimeoutInAll()
    {
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        Task<StoreResult> held = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        List<RentedBuffer> taken = TakeAll(store);
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", Stop).AsTask();
        store.Clock.Advance(TimeSpan.FromSeconds(10));
        taken.ForEach(static buffer => buffer.Return());
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 1);
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(10));
        Assert.Equal(StoreErrorCode.Timeout, (await get).Error!.Code);
        Assert.Equal(StoreErrorCode.Timeout, (await held).Error!.Code);
    }

    [Fact]
    public async Task Get_ThatWaitsForALargerBuffer_IsAnsweredAtTheDeadline()
    {
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        await store.PutAllAsync(["a"], 20_000);
        Task<StoreResult> held = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("a", Stop).AsTask();
        List<RentedBuffer> taken = TakeAll(store);
        store.Gate.Open();
        PipelineStore.WaitUntil(() => store.Store.Session.Pool.Statistics.Waiting == 1);
        store.Clock.Advance(Limit);
        Assert.True((await get).Error!.Code is StoreErrorCode.Timeout or StoreErrorCode.BufferPoolExhausted);
        taken.ForEach(static buffer => buffer.Return());
        Assert.True((await held).IsMissing);
    }

    [Fact]
    public async Task Gets_ThatAllNeedLargerBuffers_DoNotWaitForEachOther()
    {
        // More than the pool has buffers for: were each to keep its first one while it waits for a larger, none would ever get one.
        await using PipelineStore store = await OpenWithSmallPoolAsync();
        string[] keys = [.. Enumerable.Range(0, 100).Select(static i => $"k{i}")];
        await store.PutAllAsync(keys, 20_000);
        store.HoldLanes();
        Task<StoreResult<byte[]>>[] gets = [.. keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        store.Gate.Open();
        StoreResult<byte[]>[] results = await Task.WhenAll(gets).WaitAsync(PipelineStore.Patience, Stop);
        Assert.All(
            keys.Zip(results), static pair => Assert.Equal(PipelineStore.ValueOf(pair.First, 20_000), pair.Second.GetValueOrThrow()));
    }

    [Fact]
    public async Task GetMany_ThatAsksForLargeObjectsAgain_HoldsNoOtherMemoryMeanwhile()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.GetSize, Fault.Hang(gate)));
        string[] keys = [.. Enumerable.Range(0, 1500).Select(static i => $"k{i}")];
        await store.PutAllAsync(["k0"], 20_000);
        Task<StoreBatch<byte[]>> list = store.Raw.GetManyAsync(keys, Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.Equal(1, store.RentedBuffers);
        gate.Open();
        Assert.Equal(PipelineStore.ValueOf("k0", 20_000), (await list)[0].GetValueOrThrow());
        Assert.Equal(1499, (await list).MissingCount);
    }

    [Fact]
    public async Task Get_NobodyTakesItsResult_GivesItsBufferBack()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a"]);
        Abandon(store);
        PipelineStore.WaitUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return store.RentedBuffers == 0;
        });
    }

    [Fact]
    public async Task Result_TakenTwice_Throws()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        ValueTask<StoreResult> exists = store.Raw.ExistsAsync("a", Stop);
        Assert.True((await exists).IsMissing);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await exists);
    }

    /// <summary>Occupies a lane with a put, which keeps its buffer as long; the calls are counted from here on.</summary>
    private static Task<StoreResult> HoldByAPut(PipelineStore store)
    {
        Task<StoreResult> held = store.Raw.PutAsync(PipelineStore.Held, new byte[1], cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Calls.Reset();
        return held;
    }

    /// <summary>
    /// Starts a call that times out. Its continuation runs in a context that opens the gate, and waits until the lane has released the put
    /// that it executed.
    /// </summary>
    private static Task StartLate(PipelineStore store)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2012 // Awaited by hand, to be told on the thread that tells.
        ValueTaskAwaiter<StoreResult> call = store.Raw.ExistsAsync("a", Stop).GetAwaiter();
#pragma warning restore CA2012
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new InlineContext(() =>
        {
            long rented = store.RentedBuffers;
            store.Gate.Open();
            PipelineStore.WaitUntil(() => store.RentedBuffers < rented);
        }));
        call.OnCompleted(() =>
        {
            Assert.Equal(StoreErrorCode.Timeout, call.GetResult().Error!.Code);
            ended.SetResult();
        });
        SynchronizationContext.SetSynchronizationContext(before);
        return ended.Task;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(PipelineStore store)
    {
        for (int i = 0; i < 10; i++)
        {
#pragma warning disable CA2012 // This is what the test is about.
            _ = store.Raw.GetAsync("a", CancellationToken.None);
#pragma warning restore CA2012
        }
    }

    private static Task<PipelineStore> OpenWithSmallPoolAsync() => PipelineStore.OpenAsync(
        static options => options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true });

    private static List<RentedBuffer> TakeAll(PipelineStore store)
    {
        List<RentedBuffer> taken = [];
        for (int size = 128 << 10; size > 0; size /= 2)
        {
            while (store.Store.Session.Pool.TryRent(size, new RentalTag(StoreOperation.None, "test"), out RentedBuffer buffer, out _))
            {
                taken.Add(buffer);
            }
        }

        return taken;
    }

    private static (StoreErrorCode Code, WriteOutcome Outcome) CodeAndOutcome(StoreResult result) => (result.Error!.Code, result.Error.Outcome);

    /// <summary>Does something on the thread that posts, and then what is posted on the pool.</summary>
    private sealed class InlineContext(Action first) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            first();
            base.Post(d, state);
        }
    }
}
