using System.Diagnostics;
using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>With <see cref="CallDispatch.Caller"/> a lone call runs on its caller's thread; everything else goes to lanes.</summary>
public sealed class CallerDispatchTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_Alone_RunsOnItsCallersThread()
    {
        ThreadRecorder recorder = null!;
        await using MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.Pipeline.Dispatch = CallDispatch.Caller;
            options.DecorateBackend = inner => recorder = new ThreadRecorder(new LatencyBackend(inner, TimeSpan.Zero));
        });

        await UntilOnCallersThreadAsync(store, () => recorder.LastThread == Environment.CurrentManagedThreadId);
    }

    [Fact]
    public async Task Call_Alone_RunsOnALaneUnlessAsked()
    {
        ThreadRecorder recorder = null!;
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => recorder = new ThreadRecorder(new LatencyBackend(inner, TimeSpan.Zero)));
        for (int i = 0; i < 100; i++)
        {
            ValueTask<StoreResult> exists = store.Raw.ExistsAsync("a", Stop);
            int caller = Environment.CurrentManagedThreadId;
            Assert.True((await exists).IsMissing);
            Assert.NotEqual(caller, recorder.LastThread);
        }
    }

    [Fact]
    public async Task Call_ThatHangsOnItsCallersThread_HoldsUpNobodyElse()
    {
        await using PipelineStore store = await OpenAsync();
        Task<StoreResult> hangs = await HangOnACallersThreadAsync(store);

        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        Assert.Equal(StoreResult.Done, await store.Raw.PutAsync("b", new byte[1], cancellationToken: Stop));
        Assert.Equal(0, store.Pipeline.QueueDepth);
        Assert.False(hangs.IsCompleted);

        store.Gate.Open();
        Assert.True((await hangs).IsMissing);
    }

    [Fact]
    public async Task Call_ThatHangsPastItsDeadline_IsATimeoutOnceItReturns()
    {
        await using PipelineStore store = await OpenAsync();
        Task<StoreResult> hangs = await HangOnACallersThreadAsync(store);

        store.Clock.Advance(Limit);
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 1);
        Assert.False(hangs.IsCompleted);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);

        store.Gate.Open();
        Assert.Equal(StoreErrorCode.Timeout, (await hangs).Error!.Code);
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 0);
    }

    [Fact]
    public async Task Puts_OfAKeyThatACallersThreadAsksFor_KeepTheirOrder()
    {
        await using PipelineStore store = await OpenAsync();
        Task<StoreResult> hangs = await HangOnACallersThreadAsync(store);
        Task<StoreResult> second = store.Raw.PutAsync(PipelineStore.Held, new byte[1], cancellationToken: Stop).AsTask();
        Task<StoreResult> third = store.Raw.PutAsync(PipelineStore.Held, new byte[2], cancellationToken: Stop).AsTask();

        store.Gate.Open();
        Assert.False((await hangs).IsFailed);
        Assert.Equal((StoreResult.Done, StoreResult.Done), (await second, await third));
        Assert.Equal([0], (await store.Raw.GetAsync(PipelineStore.Held, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Close_WhileACallersThreadIsInACall_WaitsForIt()
    {
        PipelineStore store = await OpenAsync();
        Task<StoreResult> hangs = await HangOnACallersThreadAsync(store);
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();

        Assert.False(closing.IsCompleted);
        store.Gate.Open();
        Assert.Equal(StoreResult.Done, await closing);
        Assert.True((await hangs).IsMissing || (await hangs).Error!.Code == StoreErrorCode.StoreClosed);
    }

    [Fact]
    public async Task Master_ThatHangsOnACallersThread_OpensTheCircuit()
    {
        await using PipelineStore store = await OpenAsync(static options => options.Pipeline.SilenceTimeout = TimeSpan.FromSeconds(4));
        Task<StoreResult> hangs = await HangOnACallersThreadAsync(store);
        store.Faults.IsEnabled = true;

        store.Clock.Advance(TimeSpan.FromSeconds(4));
        PipelineStore.WaitUntil(() => store.Pipeline.Circuit.IsOpen || store.Pipeline.HungLanes > 0 || store.Calls.Count(StoreCalls.IsExist).Calls > 0);

        // The probe ran on a lane: it found the master well, or the circuit is open. Nobody waits either way.
        StoreResult other = await store.Raw.ExistsAsync("a", Stop);
        Assert.True(other.IsMissing || other.Error!.Code == StoreErrorCode.CircuitOpen);
        store.Gate.Open();
        _ = await hangs;
    }

    private static Task<PipelineStore> OpenAsync(Action<MooncakeStoreOptions>? change = null) => PipelineStore.OpenAsync(options =>
    {
        options.Pipeline.Dispatch = CallDispatch.Caller;
        change?.Invoke(options);
    });

    /// <summary>Makes calls until one has run on its caller's thread: the first go to a lane, which then has to become idle.</summary>
    private static async Task UntilOnCallersThreadAsync(MooncakeStore store, Func<bool> isHere)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ValueTask<StoreResult> exists = store.Raw.ExistsAsync("a", Stop);
            if (exists.IsCompleted && isHere())
            {
                Assert.True((await exists).IsMissing);
                return;
            }

            await exists;
            Assert.True(Stopwatch.GetElapsedTime(start) < PipelineStore.Patience, "No call ran on its caller's thread.");
        }
    }

    /// <summary>A call that waits at the gate on a thread of its own, with every lane idle.</summary>
    private static async Task<Task<StoreResult>> HangOnACallersThreadAsync(PipelineStore store)
    {
        // A call that completes at once has run here or found its lane quick; both leave the lane idle or about to be.
        await UntilOnCallersThreadAsync(store.Store, static () => true);
        Task<StoreResult> hangs = Task.Factory.StartNew(
            () => store.Raw.ExistsAsync(PipelineStore.Held, CancellationToken.None).AsTask(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        return hangs;
    }

    /// <summary>Remembers the thread of the last existence check.</summary>
    private sealed class ThreadRecorder(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        private int _lastThread;

        internal int LastThread => Volatile.Read(ref _lastThread);

        protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
        {
            Volatile.Write(ref _lastThread, Environment.CurrentManagedThreadId);
            return base.BatchIsExistCore(keys, keyLengths, results);
        }
    }
}
