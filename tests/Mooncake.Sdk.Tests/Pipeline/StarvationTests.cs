using Mooncake.Buffers;
using Mooncake.Operations;
using Mooncake.Testing;

// Each is taken once, by a thread that waits for it: an await would need the pool.
#pragma warning disable CA2012
#pragma warning disable xUnit1031

namespace Mooncake.Pipeline;

/// <summary>The SDK needs no thread of the thread pool: with all of them taken, results are set and deadlines hold, of operations of several steps as well.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed class StarvationTests
{
    private const int ThreeBatches = (2 * BatchLimits.Items) + 1;

    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static readonly Reading[] Readings = [.. Enumerable.Range(0, ThreeBatches).Select(static i => new Reading(i, i, i))];

    private static readonly ReadingKey[] ReadingKeys = [.. Readings.Select(static reading => ReadingKey.Of(in reading))];

    [Fact]
    public async Task Operations_PoolStarved_HaveTheirResults()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        StarvedThreadPool.Run(() =>
        {
            Assert.Equal(StoreResult.Done, Take(store.Raw.PutAsync("a", PipelineStore.ValueOf("a"))));
            Assert.Equal(PipelineStore.ValueOf("a"), Take(store.Raw.GetAsync("a")).GetValueOrThrow());
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
            Assert.Equal(PipelineStore.ValueOf("lost"), Take(store.Raw.GetAsync("lost")).GetValueOrThrow());
            Assert.Equal(PipelineStore.ValueOf("larger", 20_000), Take(store.Raw.GetAsync("larger")).GetValueOrThrow());
            Assert.Equal(PipelineStore.ValueOf("large", 3 << 20), Take(store.Raw.GetAsync("large")).GetValueOrThrow());
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
    public async Task Lists_PoolStarved_HaveTheirResults()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.Batches, Fault.Hang(gate)));
        StoreSet<ReadingKey, Reading> set = store.Store.Readings;
        StarvedThreadPool.Run(() =>
        {
            Assert.Equal(ThreeBatches, TakeHeld(gate, set.PutManyAsync(Readings)).SuccessCount);
            Assert.Equal(Readings, TakeHeld(gate, set.GetManyAsync(ReadingKeys)).Select(static result => result.GetValueOrThrow()));
            Assert.Equal(ThreeBatches, TakeHeld(gate, set.ExistsManyAsync(ReadingKeys)).SuccessCount);
            Assert.True(TakeHeld(gate, set.PutManyAsync([new Reading(-1, 0, 0)]))[0].IsSuccess);
            Assert.True(TakeHeld(gate, set.GetManyAsync([new ReadingKey(-1)]))[0].IsFound);
        });
    }

    [Fact]
    public async Task Lists_PoolStarved_HaveTheirRetriesToo()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 },
            new FaultRule(StoreCalls.BatchGetInto, Fault.FailItems(StoreErrorCode.LeaseExpired)) { LastCall = 1 });
        StarvedThreadPool.Run(() =>
        {
            ValueTask<StoreBatch> put = store.Raw.PutManyAsync([new("a", PipelineStore.ValueOf("a", 10_000)), new("b", PipelineStore.ValueOf("b"))]);
            Assert.Equal(2, Take(put).SuccessCount);
            StoreBatch<byte[]> got = Take(store.Raw.GetManyAsync(["a", "b"]));
            Assert.Equal(
                [PipelineStore.ValueOf("a", 10_000), PipelineStore.ValueOf("b")], got.Select(static result => result.GetValueOrThrow()));
        });
    }

    [Fact]
    public async Task Transfers_PoolStarved_HaveTheirResults()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.Batches, Fault.Hang(gate)));
        StarvedThreadPool.Run(() =>
        {
            using RegisteredBuffer buffer = Take(store.Store.Buffers.AllocateAsync(ThreeBatches)).GetValueOrThrow();
            KeyValuePair<string, RegisteredMemory>[] items = [.. Enumerable.Range(0, ThreeBatches).Select(i => KeyValuePair.Create($"k{i}", buffer.Slice(i, 1)))];
            Assert.Equal(ThreeBatches, TakeHeld(gate, store.Raw.PutManyFromAsync(items)).SuccessCount);
            Assert.Equal(ThreeBatches, TakeHeld(gate, store.Raw.GetManyIntoAsync(items)).FoundCount);
            Assert.Equal(StoreResult.Done, TakeHeld(gate, store.Raw.PutFromAsync("one", buffer.Slice(0, 10))));
            Assert.Equal(10, TakeHeld(gate, store.Raw.GetIntoAsync("one", buffer.Slice(0, 10))).GetValueOrThrow());
            Assert.Equal(StoreErrorCode.BufferTooSmall, TakeHeld(gate, store.Raw.GetIntoAsync("one", buffer.Slice(0, 5))).Error!.Code);
        });
    }

    [Fact]
    public async Task OperationsOfSeveralSteps_PoolStarved_HaveTheirResults()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a", "b"]);
        StarvedThreadPool.Run(() =>
        {
            Assert.Equal(StoreResult.Done, Take(store.Raw.ReplaceAsync("a", new byte[1])));
            Assert.Equal(1, Take(store.Raw.RemoveByRegexAsync("^b")).GetValueOrThrow().Removed);
            Assert.Equal(1, Take(store.Raw.RemoveAllAsync()).GetValueOrThrow().Removed);
            Assert.Equal(StoreHealth.Healthy, Take(store.Store.CheckHealthAsync()));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removal_PoolStarved_WaitsALeaseOut(bool isConnected)
    {
        ManualTimeProvider clock = new();
        CountingBackend? calls = null;
        await using MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.TimeProvider = clock;
            options.Embedded.LeaseDuration = TimeSpan.FromSeconds(3);
            options.DecorateBackend = backend =>
            {
                calls = new CountingBackend(backend);
                return isConnected ? new LatencyBackend(calls, TimeSpan.Zero, clock) : calls;
            };
        });
        (await store.Raw.PutAsync("a", new byte[1], cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        Assert.True((await store.Raw.ExistsAsync("a", TestContext.Current.CancellationToken)).IsFound);
        StarvedThreadPool.Run(() =>
        {
            ValueTask<StoreResult> removal = store.Raw.RemoveAsync("a", RemoveOptions.Waiting);
            while (!removal.IsCompleted)
            {
                PipelineStore.WaitUntil(() => removal.IsCompleted || store.Session.Alarms.Count == 1);
                long before = calls!.Count(StoreCalls.Remove).Calls;
                clock.Advance(TimeSpan.FromMilliseconds(500));
                PipelineStore.WaitUntil(() => removal.IsCompleted || calls.Count(StoreCalls.Remove).Calls > before);
            }

            Assert.Equal(StoreResult.Done, Take(removal));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Operations_PoolStarvedAndNoBufferFree_HaveTheirResults(bool isConnected)
    {
        await using MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true };
            options.DecorateBackend = isConnected ? static backend => new LatencyBackend(backend, TimeSpan.Zero) : static backend => new PlainBackend(backend);
        });
        StarvedThreadPool.Run(() =>
        {
            foreach (Action<Action> operation in new Action<Action>[]
            {
                giveBack => Assert.Equal(StoreResult.Done, TakeAfter(giveBack, store.Raw.PutAsync("a", new byte[10_000]))),
                giveBack => Assert.Equal(10_000, TakeAfter(giveBack, store.Raw.GetAsync("a")).GetValueOrThrow().Length),
                giveBack => Assert.Equal(StoreResult.Done, TakeAfter(giveBack, store.Raw.ReplaceAsync("b", new byte[10_000]))),
                giveBack => Assert.Equal(ThreeBatches, TakeAfter(giveBack, store.Readings.PutManyAsync(Readings)).SuccessCount),
                giveBack => Assert.Equal(ThreeBatches, TakeAfter(giveBack, store.Readings.GetManyAsync(ReadingKeys)).FoundCount),
            })
            {
                // The lane lets go of a call a moment after it has answered it.
                RentedBuffer all = default;
                PipelineStore.WaitUntil(() => store.Session.Pool.TryRent(256 << 10, new RentalTag(StoreOperation.None, "test"), out all, out _));
                operation(all.Return);
            }
        });
    }

    [Fact]
    public async Task Buffers_PoolStarved_AreRegisteredInTime()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.RegisterBuffer, Fault.Hang(gate)) { FirstCall = 2 });
        StarvedThreadPool.Run(() =>
        {
            using RegisteredBuffer buffer = TakeHeld(gate, store.Store.Buffers.AllocateAsync(4096)).GetValueOrThrow();
            ValueTask<StoreResult<RegisteredBuffer>> late = store.Store.Buffers.AllocateAsync(4096);
            Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
            store.Clock.Advance(Limit);
            Assert.Equal(StoreErrorCode.Timeout, Take(late).Error!.Code);
        });
        gate.Open();

        // Nobody has the second one.
        PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.UnregisterBuffer).Calls == 2);
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
            ValueTask<StoreBatch> list = store.Store.Readings.PutManyAsync(Readings);
            store.Clock.Advance(Limit);
            Assert.Equal(StoreErrorCode.Timeout, Take(inItsCall).Error!.Code);
            Assert.Equal(StoreErrorCode.Timeout, Take(inTheQueue).Error!.Code);
            Assert.All(Take(list), static result => Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotApplied), (result.Error!.Code, result.Error.Outcome)));
            Assert.Equal(StoreErrorCode.LanesHung, Take(store.Raw.ExistsAsync("b")).Error!.Code);
        });
    }

    [Fact]
    public async Task Deadlines_PoolStarvedOnTheSystemsClock_Hold()
    {
        // No timer of the system's clock fires without the pool. The timeout is a real one, so on a busy machine any call can time out: the
        // object and its lease come from a client that has no pipeline, and nothing is asserted that has to end before a deadline.
        FaultGate gate = new();
        const string Cluster = nameof(Deadlines_PoolStarvedOnTheSystemsClock_Hold);
        await using MooncakeStore other = await Stores.JoinAsync(Cluster, "other");
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse(StoreUnderTest.ConnectionString(Cluster) + "&hostname=this").GetValueOrThrow();
        options.OperationTimeout = TimeSpan.FromMilliseconds(500);
        options.Pipeline.SilenceTimeout = TimeSpan.FromHours(1);
        options.DecorateBackend = backend => new LatencyBackend(
            new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(StoreCalls.Gets, Fault.Hang(gate)))), TimeSpan.Zero);
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, TestContext.Current.CancellationToken);
        (await other.Raw.PutAsync("a", new byte[1], cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        Assert.True((await other.Raw.ExistsAsync("a", TestContext.Current.CancellationToken)).IsFound);
        StarvedThreadPool.Run(() =>
        {
            Assert.True(Take(store.Raw.RemoveAsync("a", RemoveOptions.Waiting)).Error!.Code is StoreErrorCode.ObjectHasLease or StoreErrorCode.Timeout);
            Assert.Equal(StoreErrorCode.Timeout, Take(store.Raw.GetAsync("a")).Error!.Code);
            Assert.Equal(ThreeBatches, Take(store.Readings.GetManyAsync(ReadingKeys)).FailedCount);
        });
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

    /// <summary>The result of an operation whose calls come to a gate, so that it cannot have ended before it was waited for.</summary>
    private static TResult TakeHeld<TResult>(FaultGate gate, ValueTask<TResult> operation)
    {
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.False(operation.IsCompleted);
        PipelineStore.WaitUntil(() =>
        {
            gate.ReleaseWaiting();
            return operation.IsCompleted;
        });
        return operation.Result;
    }

    /// <summary>The result of an operation that waits for something.</summary>
    private static TResult TakeAfter<TResult>(Action give, ValueTask<TResult> operation)
    {
        Assert.False(operation.IsCompleted);
        give();
        return Take(operation);
    }

    private static TResult Take<TResult>(ValueTask<TResult> operation)
    {
        PipelineStore.WaitUntil(() => operation.IsCompleted);
        return operation.Result;
    }
}
