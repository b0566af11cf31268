using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Opening and closing are bounded, and answer everybody.</summary>
public sealed class ClosingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Close_WithCallsUnderWay_LetsThemEndAndAnswersThoseThatWait()
    {
        PipelineStore store = await PipelineStore.OpenAsync();
        Task<StoreResult> running = store.Raw.PutAsync(PipelineStore.Held, new byte[1], cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult> waiting = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        Task<StoreResult> again = store.Store.CloseAsync().AsTask();
        StoreError error = (await waiting).Error!;
        Assert.Equal((StoreErrorCode.StoreClosed, WriteOutcome.NotApplied), (error.Code, error.Outcome));
        Assert.False(running.IsCompleted);
        Assert.False(closing.IsCompleted);
        Assert.False(again.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Raw.ExistsAsync("a", Stop).AsTask());

        store.Gate.Open();
        Assert.Equal(StoreResult.Done, await running);
        Assert.Equal(StoreResult.Done, await closing);
        Assert.Equal(StoreResult.Done, await again);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Close_WithACallThatHangs_AnswersItsCallerAndSaysWhatIsLeft()
    {
        PipelineStore store = await PipelineStore.OpenAsync(static options => options.CloseTimeout = TimeSpan.FromSeconds(2));
        Task<StoreResult> put = store.Raw.PutAsync(PipelineStore.Held, new byte[1], cancellationToken: Stop).AsTask();
        Task<StoreBatch<byte[]>> list = store.Raw.GetManyAsync([PipelineStore.Held], Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        Assert.True(store.Clock.WaitForTimers(2, PipelineStore.Patience));

        // Long before the operation's own deadline.
        store.Clock.Advance(TimeSpan.FromSeconds(2));
        StoreError error = (await put).Error!;
        Assert.Equal((StoreErrorCode.StoreClosed, WriteOutcome.Unknown), (error.Code, error.Outcome));
        Assert.Equal(StoreErrorCode.StoreClosed, (await list)[0].Error!.Code);
        StoreError left = (await closing).Error!;
        Assert.Contains("Put", left.Message, StringComparison.Ordinal);

        // Closing the backend has let the call go by now; its memory follows.
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task Close_WithEveryKindOfCallWaiting_AnswersThemAll()
    {
        PipelineStore store = await PipelineStore.OpenAsync();
        using RegisteredBuffer buffer = (await store.Store.Buffers.AllocateAsync(4096, Stop)).GetValueOrThrow();
        store.HoldLanes();
        Task<StoreError?>[] waiting =
        [
            Of(store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop)),
            Of(store.Raw.GetAsync("a", Stop)),
            Of(store.Raw.ExistsAsync("a", Stop)),
            Of(store.Raw.RemoveAsync("a", RemoveOptions.Waiting, Stop)),
            Of(store.Raw.ReplaceAsync("a", new byte[1], cancellationToken: Stop)),
            Of(store.Raw.SizeOfAsync("a", Stop)),
            Of(store.Raw.RemoveAllAsync(cancellationToken: Stop)),
            Of(store.Raw.RemoveByRegexAsync("^a", cancellationToken: Stop)),
            Of(store.Raw.PutFromAsync("a", buffer.Slice(0, 1), cancellationToken: Stop)),
            Of(store.Raw.GetIntoAsync("a", buffer.Slice(1, 1), Stop)),
            Of(store.Store.Notes.GetLeaseAsync(7, Stop)),
            FirstOf(store.Raw.PutManyAsync([new("a", new byte[1])], cancellationToken: Stop)),
            FirstOf(store.Raw.ExistsManyAsync(["a"], Stop)),
        ];
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == waiting.Length);
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        Assert.All(await Task.WhenAll(waiting).WaitAsync(PipelineStore.Patience, Stop), static error => Assert.Equal(StoreErrorCode.StoreClosed, error?.Code));
        Assert.False(closing.IsCompleted);
        store.Gate.Open();
        Assert.Equal(StoreResult.Done, await closing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_WhileARemovalWaitsForALease_AnswersIt(bool isConnected)
    {
        ManualTimeProvider clock = new();
        MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.TimeProvider = clock;
            options.DecorateBackend = isConnected ? backend => new LatencyBackend(backend, TimeSpan.Zero, clock) : null;
        });
        (await store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFound);
        Task<StoreResult> removal = store.Raw.RemoveAsync("a", RemoveOptions.Waiting, Stop).AsTask();
        PipelineStore.WaitUntil(() => store.Session.Alarms.Count == 1);
        Assert.Equal(StoreResult.Done, await store.CloseAsync());
        StoreError error = (await removal.WaitAsync(PipelineStore.Patience, Stop)).Error!;
        Assert.Equal((StoreErrorCode.StoreClosed, WriteOutcome.NotApplied), (error.Code, error.Outcome));
    }

    [Fact]
    public async Task Close_LeavingTheClusterHangs_IsBounded()
    {
        PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.Dispose, Fault.Hang()));
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.False(closing.IsCompleted);
        PipelineStore.WaitUntil(() =>
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return closing.IsCompleted;
        });
        Assert.Equal(StoreResult.Done, await closing);
        store.Faults.HangGate.Open();
    }

    [Fact]
    public async Task Close_UnderLoad_AnswersEverybody()
    {
        SlabWatch watch = null!;
        PipelineStore store = await PipelineStore.OpenAsync(options =>
        {
            options.Pipeline.Lanes = 2;
            Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
            options.DecorateBackend = backend => watch = new SlabWatch(decorate(backend));
        });
        await store.PutAllAsync(["a"], 6000);
        using SemaphoreSlim started = new(0);
        Task<int>[] callers = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => CallUntilClosedAsync(store, started), Stop))];
        for (int i = 0; i < 200; i++)
        {
            await started.WaitAsync(Stop);
        }

        Assert.Equal(StoreResult.Done, await store.Store.CloseAsync().AsTask().WaitAsync(PipelineStore.Patience, Stop));
        int[] answers = await Task.WhenAll(callers).WaitAsync(PipelineStore.Patience, Stop);
        Assert.True(answers.Sum() >= 200);

        // The pool's own count is over when it has ended; its memory is looked at as it goes, when nothing is out any more.
        Assert.Equal((0, 0), (watch.Touched, watch.Registered));
        Assert.True(watch.Seen > 0);
    }

    [Fact]
    public async Task Open_SetupThatHangs_IsAnsweredInTimeAndCleanedUpLater()
    {
        ManualTimeProvider clock = new();
        FaultGate gate = new();
        CountingBackend? calls = null;
        MooncakeStoreOptions options = Options(clock, backend => calls = new CountingBackend(
            new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(StoreCalls.Setup, Fault.Hang(gate))), clock)));
        Task<StoreResult<MooncakeStore>> opening = MooncakeStore.TryOpenAsync(options, Stop);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        clock.Advance(options.OperationTimeout + options.Cluster.ConnectTimeout);
        Assert.Equal(StoreErrorCode.Timeout, (await opening).Error!.Code);
        Assert.Equal(0, calls!.Count(StoreCalls.Dispose).Calls);
        gate.Open();
        PipelineStore.WaitUntil(() => calls.Count(StoreCalls.Dispose).Calls == 1);
    }

    [Fact]
    public async Task Open_CancelledInSetup_Throws()
    {
        FaultGate gate = new();
        MooncakeStoreOptions options = Options(new ManualTimeProvider(), backend =>
            new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(StoreCalls.Setup, Fault.Hang(gate)))));
        using CancellationTokenSource cancel = new();
        Task<StoreResult<MooncakeStore>> opening = MooncakeStore.TryOpenAsync(options, cancel.Token);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        gate.Open();
    }

    [Fact]
    public async Task Open_MemoryThatCannotBeRegistered_IsTheOpeningsError()
    {
        MooncakeStoreOptions options = Options(new ManualTimeProvider(), static backend =>
            new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(StoreCalls.RegisterBuffer, Fault.Fail(StoreErrorCode.InvalidParams)))));
        StoreError error = (await MooncakeStore.TryOpenAsync(options, Stop)).Error!;
        Assert.Equal((StoreErrorCode.InvalidParams, StoreOperation.Register), (error.Code, error.Operation));
    }

    [Theory]
    [InlineData(StoreCalls.RegisterBuffer)]
    [InlineData(StoreCalls.Setup)]
    public async Task Open_Failed_HasClosedTheBackend(StoreCalls call)
    {
        // A folder that is still open could not be opened again.
        StoreBackend? made = null;
        MooncakeStoreOptions options = Options(new ManualTimeProvider(), backend =>
        {
            made = backend;
            return new FaultBackend(backend, new FaultPlan(seed: 1, new FaultRule(call, Fault.Fail(StoreErrorCode.InvalidParams))));
        });
        Assert.True((await MooncakeStore.TryOpenAsync(options, Stop)).IsFailed);

        // One that is open could be set up, or says that it is.
        StoreSetup setup = new() { SegmentBytes = 16 << 20 };
        Assert.Equal((int)StoreErrorCode.InvalidParams, made!.Setup(setup));
    }

    [Fact]
    public async Task Open_DecorationThatThrows_ClosesTheBackend()
    {
        StoreBackend? made = null;
        MooncakeStoreOptions options = new()
        {
            SegmentBytes = 16 << 20,
            DecorateBackend = backend =>
            {
                made = backend;
                throw new NotSupportedException("of the application's");
            },
        };
        await Assert.ThrowsAsync<NotSupportedException>(() => MooncakeStore.OpenAsync(options, Stop));

        // One that is open could be set up, and would go on saying so.
        StoreSetup setup = new() { SegmentBytes = 16 << 20 };
        PipelineStore.WaitUntil(() => made!.Setup(setup) == (int)StoreErrorCode.InvalidParams);
    }

    private static MooncakeStoreOptions Options(TimeProvider clock, Func<StoreBackend, StoreBackend> decorate) => new()
    {
        SegmentBytes = 16 << 20,
        TimeProvider = clock,
        DecorateBackend = backend => new LatencyBackend(decorate(backend), TimeSpan.Zero, clock),
    };

    private static async Task<StoreError?> Of(ValueTask<StoreResult> operation) => (await operation).Error;

    private static async Task<StoreError?> Of<T>(ValueTask<StoreResult<T>> operation) => (await operation).Error;

    private static async Task<StoreError?> FirstOf(ValueTask<StoreBatch> operation) => (await operation)[0].Error;

    private static async Task<int> CallUntilClosedAsync(PipelineStore store, SemaphoreSlim started)
    {
        int answers = 0;
        while (true)
        {
            try
            {
                StoreResult<byte[]> got = await store.Raw.GetAsync("a", CancellationToken.None);
                started.Release();
                answers++;
                if (got.IsFailed)
                {
                    Assert.Equal(StoreErrorCode.StoreClosed, got.Error.Code);
                }
                else
                {
                    Assert.Equal(PipelineStore.ValueOf("a", 6000), got.GetValueOrThrow());
                }
            }
            catch (ObjectDisposedException)
            {
                return answers;
            }
        }
    }
}
