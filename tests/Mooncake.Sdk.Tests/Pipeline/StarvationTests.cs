using Mooncake.Buffers;
using Mooncake.Testing;

// Each is taken once, by a thread that waits for it: an await would need the pool.
#pragma warning disable CA2012
#pragma warning disable xUnit1031

namespace Mooncake.Pipeline;

/// <summary>The SDK needs no thread of the thread pool: with all of them taken, results are set and deadlines hold.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed class StarvationTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    [Fact]
    public async Task Operations_PoolStarved_HaveTheirResults()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        StarvedThreadPool.Run(() =>
        {
            Assert.Equal(StoreResult.Done, Take(store.Raw.PutAsync("a", PipelineStore.ValueOf("a"))));
            Assert.Equal(PipelineStore.ValueOf("a"), Take(store.Raw.GetAsync("a")).Value);
            Assert.True(Take(store.Raw.ExistsAsync("a")).IsFound);
            Assert.True(Take(store.Raw.GetAsync("none")).IsMissing);
            Assert.Equal(StoreResult.Done, Take(store.Raw.RemoveAsync("a", RemoveOptions.Forced)));
        });
    }

    [Fact]
    public async Task Gets_PoolStarved_HaveTheirRetriesToo()
    {
        // The second one needs a registration of its own, which is made by the registrar's thread.
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options =>
            {
                options.SegmentBytes = 64 << 20;
                options.BufferPool = new BufferPoolOptions { SlabBytes = 1 << 20, MaxBytes = 32 << 20, Poison = true };
            },
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1 });
        await store.PutAllAsync(["lost"]);
        await store.PutAllAsync(["larger"], 20_000);
        await store.PutAllAsync(["large"], 3 << 20);
        StarvedThreadPool.Run(() =>
        {
            Assert.Equal(PipelineStore.ValueOf("lost"), Take(store.Raw.GetAsync("lost")).Value);
            Assert.Equal(PipelineStore.ValueOf("larger", 20_000), Take(store.Raw.GetAsync("larger")).Value);
            Assert.Equal(PipelineStore.ValueOf("large", 3 << 20), Take(store.Raw.GetAsync("large")).Value);
        });
    }

    [Fact]
    public async Task Puts_PoolStarvedAndStoreFull_AreTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 });
        StarvedThreadPool.Run(() =>
        {
            ValueTask<StoreResult> put = store.Raw.PutAsync("a", new byte[1]);
            PipelineStore.WaitUntil(() => store.Pipeline.PausedCalls == 1);
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(StoreResult.Done, Take(put));
        });
    }

    [Fact]
    public async Task Deadlines_PoolStarved_Hold()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.MaxReplacedLanes = 0);
        StarvedThreadPool.Run(() =>
        {
            ValueTask<StoreResult<byte[]>> inItsCall = store.Raw.GetAsync(PipelineStore.Held);
            Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
            ValueTask<StoreResult> inTheQueue = store.Raw.PutAsync("a", new byte[1]);
            store.Clock.Advance(Limit);
            Assert.Equal(StoreErrorCode.Timeout, Take(inItsCall).Error!.Code);
            Assert.Equal(StoreErrorCode.Timeout, Take(inTheQueue).Error!.Code);
            Assert.Equal(StoreErrorCode.LanesHung, Take(store.Raw.ExistsAsync("b")).Error!.Code);
        });
    }

    [Fact]
    public async Task Deadlines_PoolStarvedOnTheSystemsClock_Hold()
    {
        // No timer of the system's clock fires without the pool.
        FaultGate gate = new();
        await using MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.OperationTimeout = TimeSpan.FromMilliseconds(50);
            options.DecorateBackend = backend => new LatencyBackend(
                new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(StoreCalls.Gets, Fault.Hang(gate)))), TimeSpan.Zero);
        });
        StarvedThreadPool.Run(() => Assert.Equal(StoreErrorCode.Timeout, Take(store.Raw.GetAsync("a")).Error!.Code));
        gate.Open();
    }

    [Fact]
    public async Task Cancellation_PoolStarved_EndsTheCall()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        StarvedThreadPool.Run(() =>
        {
            using CancellationTokenSource cancel = new();
            ValueTask<StoreResult<byte[]>> get = store.Raw.GetAsync(PipelineStore.Held, cancel.Token);
            Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
            cancel.Cancel();
            Assert.Throws<StoreCanceledException>(() => Take(get));
        });
    }

    private static TResult Take<TResult>(ValueTask<TResult> operation)
    {
        PipelineStore.WaitUntil(() => operation.IsCompleted);
        return operation.Result;
    }
}
