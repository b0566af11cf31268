using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Puts of one key reach the store one after the other, in the order in which they were asked for, whatever lanes carry them.</summary>
public sealed class PutOrderTests : IAsyncLifetime
{
    private const int Large = 100_000;

    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private readonly FaultGate _gate = new();
    private int _overlaps;
    private PipelineStore _store = null!;
    private Func<PutRecorder> _recorder = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Puts_OfOneKey_NeverTravelOnTwoLanes()
    {
        await OpenAsync(static options => options.Pipeline.Lanes = 2);
        Task<StoreResult> first = await PutHeldAsync(1);
        Task<StoreResult> second = Put(PipelineStore.Held, 2);
        await SeeThatNoneIsCalledAsync();
        _store.Gate.Open();
        Assert.Equal([StoreResult.Done, StoreResult.Done], await Task.WhenAll(first, second));
        Assert.Equal([1, 2], _recorder().PutsOf(PipelineStore.Held));
    }

    [Fact]
    public async Task Puts_WithOtherOptionsInBetween_KeepTheirOrder()
    {
        await OpenAsync(static _ => { });
        PutOptions pinned = new() { HardPin = true };
        _store.HoldLanes();
        Task<StoreResult>[] puts = [Put("other", 0), Put("a", 1, pinned), Put("a", 2), Put("a", 3, pinned), Put("other", 4)];
        _store.Gate.Open();
        Assert.All(await Task.WhenAll(puts), static result => Assert.Equal(StoreResult.Done, result));

        // The second fits the first batch by its options, but not by its turn.
        Assert.Equal([1, 2, 3], _recorder().PutsOf("a"));
        Assert.Equal([0, 4], _recorder().PutsOf("other"));
    }

    [Theory]
    [InlineData(Large, 4)]
    [InlineData(4, Large)]
    public async Task Puts_OfOneKeyInLargeAndSmallLanes_WaitForEachOther(int firstSize, int secondSize)
    {
        await OpenAsync(static options =>
        {
            options.Pipeline.LargeObjectBytes = 64 << 10;
            options.Pipeline.Lanes = 2;
        });
        Task<StoreResult> first = await PutHeldAsync(1, firstSize);
        Task<StoreResult> second = Put(PipelineStore.Held, 2, size: secondSize);
        await SeeThatNoneIsCalledAsync(secondSize);
        _store.Gate.Open();
        Assert.Equal([StoreResult.Done, StoreResult.Done], await Task.WhenAll(first, second));
        Assert.Equal([1, 2], _recorder().PutsOf(PipelineStore.Held));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Put_BehindOneThatHangs_GoesOnAtThatOnesDeadline(int lanes)
    {
        await OpenAsync(options => options.Pipeline.Lanes = lanes, HangFirst("a"));
        Task<StoreResult> first = Put("a", 1);
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        _store.Clock.Advance(TimeSpan.FromSeconds(5));
        Task<StoreResult> second = Put("a", 2);
        _store.Clock.Advance(Limit - TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);
        Assert.Equal([1], _recorder().PutsOf("a"));

        _overlaps = 1;
        _store.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown), CodeAndOutcome(await first));
        Assert.Equal(StoreResult.Done, await second.WaitAsync(PipelineStore.Patience, Stop));

        // The lane that hung comes back with a put whose turn is long over, and disturbs nobody.
        Task<StoreResult> third = Put("a", 3);
        _gate.Open();
        Assert.Equal(StoreResult.Done, await third);
        Assert.Equal([1, 2, 3], _recorder().PutsOf("a"));
    }

    [Fact]
    public async Task Put_HeldBackUntilItsDeadline_NeverReachesTheStore()
    {
        await OpenAsync(static options => options.Pipeline.MaxReplacedLanes = 0);
        Task<StoreResult> first = await PutHeldAsync(1);
        Task<StoreResult> second = Put(PipelineStore.Held, 2);
        _store.Clock.Advance(Limit);
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown), CodeAndOutcome(await first));
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotApplied), CodeAndOutcome(await second));
        _store.Gate.Open();
        PipelineStore.WaitUntil(() => _store.RentedBuffers == 0);
        Assert.Equal([1], _recorder().PutsOf(PipelineStore.Held));
    }

    [Fact]
    public async Task Put_CancelledWhileHeldBack_LeavesItsPlaceToTheNext()
    {
        await OpenAsync(static options => options.Pipeline.Lanes = 2);
        using CancellationTokenSource cancel = new();
        Task<StoreResult> first = await PutHeldAsync(1);
        Task<StoreResult> second = Put(PipelineStore.Held, 2, cancellationToken: cancel.Token);
        Task<StoreResult> third = Put(PipelineStore.Held, 3);
        Assert.Equal(2, _store.Pipeline.QueueDepth);
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => second);
        Assert.Equal(WriteOutcome.NotApplied, canceled.Outcome);
        Assert.Equal(1, _store.Pipeline.QueueDepth);
        await SeeThatNoneIsCalledAsync();
        _store.Gate.Open();
        Assert.Equal([StoreResult.Done, StoreResult.Done], await Task.WhenAll(first, third));
        Assert.Equal([1, 3], _recorder().PutsOf(PipelineStore.Held));
    }

    [Fact]
    public async Task Put_CancelledInItsQueue_LetsTheNextGoOn()
    {
        await OpenAsync(static options => options.Pipeline.LargeObjectBytes = 64 << 10);
        using CancellationTokenSource cancel = new();
        _store.HoldLanes();
        Task<StoreResult> first = Put("a", 1, cancellationToken: cancel.Token);
        Task<StoreResult> second = Put("a", 2, size: Large);
        Assert.False(second.IsCompleted);
        await cancel.CancelAsync();

        // In another lane than the one that is busy: the thread that cancels has to wake it.
        Assert.Equal(StoreResult.Done, await second.WaitAsync(PipelineStore.Patience, Stop));
        await Assert.ThrowsAsync<StoreCanceledException>(() => first);
        Assert.Equal([2], _recorder().PutsOf("a"));
    }

    [Fact]
    public async Task Put_CancelledInItsCall_HoldsBackTheNextUntilTheCallReturns()
    {
        await OpenAsync(static options => options.Pipeline.Lanes = 2);
        using CancellationTokenSource cancel = new();
        Task<StoreResult> first = await PutHeldAsync(1, cancellationToken: cancel.Token);
        Task<StoreResult> second = Put(PipelineStore.Held, 2);
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => first);
        Assert.Equal(WriteOutcome.Unknown, canceled.Outcome);
        await SeeThatNoneIsCalledAsync();
        _store.Gate.Open();
        Assert.Equal(StoreResult.Done, await second);
        Assert.Equal([1, 2], _recorder().PutsOf(PipelineStore.Held));
    }

    [Fact]
    public async Task Put_BehindOneThatWaitsForRoomInTheStore_WaitsWithIt()
    {
        await OpenAsync(static options => options.Pipeline.RetryWhenFull = true, FullAtFirst("a"));
        Task<StoreResult> first = Put("a", 1);
        PipelineStore.WaitUntil(() => _store.Pipeline.PausedCalls == 1);
        Task<StoreResult> second = Put("a", 2);
        Assert.Equal(StoreResult.Done, await Put("b", 1));
        Assert.Equal([1], _recorder().PutsOf("a"));
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([StoreResult.Done, StoreResult.Done], await Task.WhenAll(first, second).WaitAsync(PipelineStore.Patience, Stop));
        Assert.Equal([1, 1, 2], _recorder().PutsOf("a"));
    }

    [Fact]
    public async Task Put_BehindOneCancelledInItsPause_GoesOnAtOnce()
    {
        await OpenAsync(static options => options.Pipeline.RetryWhenFull = true, FullAtFirst("a"));
        using CancellationTokenSource cancel = new();
        Task<StoreResult> first = Put("a", 1, cancellationToken: cancel.Token);
        PipelineStore.WaitUntil(() => _store.Pipeline.PausedCalls == 1);
        Task<StoreResult> second = Put("a", 2);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<StoreCanceledException>(() => first);

        // The clock stands still: the pause is not over.
        Assert.Equal(StoreResult.Done, await second.WaitAsync(PipelineStore.Patience, Stop));
        Assert.Equal([1, 2], _recorder().PutsOf("a"));
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Puts_WhoseTurnsComeTogether_TakeAsManyLanesAsTheyNeed()
    {
        FaultGate later = new();
        await OpenAsync(
            static options => options.Pipeline.Lanes = 2,
            HangFirst("b"),
            new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang(later)) { KeyFilter = StoreKeyFilters.Exactly("a"), FirstCall = 2 });
        _store.HoldLanes(2);
        Task<StoreResult>[] firsts = [Put("a", 1), Put("b", 1)];
        Task<StoreResult> hangs = Put("a", 2, new PutOptions { HardPin = true });
        Task<StoreResult> free = Put("b", 2);
        _store.Gate.ReleaseWaiting();
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));

        // The other lane has nothing to do from here on.
        Assert.True((await _store.Raw.ExistsAsync("c", Stop)).IsMissing);
        _gate.Open();
        await Task.WhenAll(firsts);
        Assert.Equal(StoreResult.Done, await free.WaitAsync(PipelineStore.Patience, Stop));
        Assert.True(later.WaitForWaiting(1, PipelineStore.Patience));
        later.Open();
        Assert.Equal(StoreResult.Done, await hangs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Put_HeldBackWhenItsLanesHang_IsCarriedOutIfALaneIsLeft(int replacedLanes)
    {
        await OpenAsync(
            options =>
            {
                options.Pipeline.LargeObjectBytes = 64 << 10;
                options.Pipeline.MaxReplacedLanes = replacedLanes;
            },
            HangFirst("a"));
        _store.HoldLanes();
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<StoreResult> large = Put("a", 1, size: Large);
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<StoreResult> small = Put("a", 2);

        // The lane of the small one hangs first, and then the put that holds it back is over.
        _store.Clock.Advance(Limit - TimeSpan.FromSeconds(2));
        PipelineStore.WaitUntil(() => _store.Pipeline.HungLanes == 1);
        if (replacedLanes == 0)
        {
            Assert.Equal((StoreErrorCode.LanesHung, WriteOutcome.NotApplied), CodeAndOutcome(await small.WaitAsync(PipelineStore.Patience, Stop)));
        }

        _overlaps = replacedLanes;
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(StoreErrorCode.Timeout, (await large).Error!.Code);
        Assert.Equal(replacedLanes == 0, (await small.WaitAsync(PipelineStore.Patience, Stop)).IsFailed);
    }

    [Fact]
    public async Task Put_HeldBackWhenTheMasterIsFoundGone_FailsWithTheOthers()
    {
        await OpenAsync(
            static options =>
            {
                options.Pipeline.Lanes = 2;
                options.Pipeline.CircuitThreshold = 1;
            },
            new FaultRule(StoreCalls.BatchIsExist, Fault.FailItems(StoreErrorCode.RpcFail)) { KeyFilter = StoreKeyFilters.Exactly("gone") });
        Task<StoreResult> first = await PutHeldAsync(1);
        Task<StoreResult> second = Put(PipelineStore.Held, 2);
        Assert.True((await _store.Raw.ExistsAsync("gone", Stop)).IsFailed);
        Assert.Equal((StoreErrorCode.CircuitOpen, WriteOutcome.NotApplied), CodeAndOutcome(await second.WaitAsync(PipelineStore.Patience, Stop)));
        _store.Gate.Open();
        Assert.Equal(StoreResult.Done, await first);
        Assert.Equal([1], _recorder().PutsOf(PipelineStore.Held));
    }

    [Fact]
    public async Task Close_WithPutsHeldBack_AnswersThem()
    {
        await OpenAsync(static options =>
        {
            options.Pipeline.LargeObjectBytes = 64 << 10;
            options.Pipeline.Lanes = 2;
        });
        Task<StoreResult> first = await PutHeldAsync(1);
        Task<StoreResult>[] others = [Put(PipelineStore.Held, 2), Put(PipelineStore.Held, 3, size: Large), Put(PipelineStore.Held, 4)];
        Task<StoreResult> closing = _store.Store.CloseAsync().AsTask();
        Assert.All(
            await Task.WhenAll(others).WaitAsync(PipelineStore.Patience, Stop),
            static result => Assert.Equal((StoreErrorCode.StoreClosed, WriteOutcome.NotApplied), CodeAndOutcome(result)));
        Assert.False(closing.IsCompleted);
        _store.Gate.Open();
        Assert.Equal(StoreResult.Done, await first);
        Assert.Equal(StoreResult.Done, await closing);
        Assert.Equal([1], _recorder().PutsOf(PipelineStore.Held));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Puts_ManyOfFewKeys_ReachTheStoreInOrder(int seed)
    {
        await OpenAsync(static options =>
        {
            options.Pipeline.Lanes = 4;
            options.Pipeline.LargeObjectLanes = 2;
            options.Pipeline.LargeObjectBytes = 1000;
            options.Pipeline.MaxBatchCount = 8;
            options.Pipeline.QueueCapacity = 32;
        });
        Random random = new(seed);
        PutOptions?[] options = [null, new() { HardPin = true }, new() { SoftPin = true }];
        string[] keys = ["a", "b", "c", "d", "e"];
        List<int>[] answered = [.. keys.Select(static _ => new List<int>())];
        for (int round = 0; round < 20; round++)
        {
            // No more at a time than the pool has buffers for: a put that waits for one is not queued yet.
            List<(int Key, int Number, CancellationTokenSource? Cancel, Task<StoreResult> Task)> puts = [];
            for (int i = 0; i < 100; i++)
            {
                int number = (round * 100) + i;
                int key = random.Next(keys.Length);
                CancellationTokenSource? cancel = random.Next(10) == 0 ? new() : null;
                puts.Add((key, number, cancel, Put(keys[key], number, options[random.Next(3)], random.Next(4) == 0 ? 2000 : 4, cancel?.Token ?? Stop)));
                if (cancel is not null && random.Next(2) == 0)
                {
                    await cancel.CancelAsync();
                }
            }

            foreach ((int key, int number, CancellationTokenSource? cancel, Task<StoreResult> task) in puts)
            {
                _ = await Task.WhenAny(task).WaitAsync(PipelineStore.Patience, Stop);
                cancel?.Dispose();
                if (!task.IsCanceled)
                {
                    Assert.Equal(StoreResult.Done, await task);
                    answered[key].Add(number);
                }
            }
        }

        // One that was cancelled may have reached the store or not.
        for (int key = 0; key < keys.Length; key++)
        {
            int[] puts = _recorder().PutsOf(keys[key]);
            Assert.Equal(puts.Order(), puts);
            Assert.Empty(answered[key].Except(puts));
            Assert.Equal(answered[key][^1], puts.Where(put => answered[key].Contains(put)).Last());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _store.DisposeAsync();
        Assert.Equal(_overlaps, _recorder().Overlaps);
    }

    private async Task OpenAsync(Action<MooncakeStoreOptions> change, params FaultRule[] rules) => _store = await PipelineStore.OpenAsync(
        options =>
        {
            change(options);
            _recorder = PutRecorder.Install(options);
        },
        rules);

    private FaultRule HangFirst(string key) => new(StoreCalls.BatchPutFrom, Fault.Hang(_gate)) { KeyFilter = StoreKeyFilters.Exactly(key), LastCall = 1 };

    private static FaultRule FullAtFirst(string key) =>
        new(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { KeyFilter = StoreKeyFilters.Exactly(key), LastCall = 1 };

    private Task<StoreResult> Put(string key, int number, PutOptions? options = null, int size = 4, CancellationToken? cancellationToken = null) =>
        _store.Raw.PutAsync(key, PutRecorder.Numbered(number, size), options, cancellationToken ?? Stop).AsTask();

    /// <summary>Starts a put that waits at the gate, in its call.</summary>
    private Task<Task<StoreResult>> PutHeldAsync(int number, int size = 4, CancellationToken? cancellationToken = null)
    {
        Task<StoreResult> put = Put(PipelineStore.Held, number, options: null, size, cancellationToken);
        Assert.True(_store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        return Task.FromResult(put);
    }

    /// <summary>Sees that the store was asked for one put of the held key only: a later put in the same lanes has come past the others by now.</summary>
    private async Task SeeThatNoneIsCalledAsync(int size = 4)
    {
        Task<StoreResult> past = Put("past", 0, size: size);
        PipelineStore.WaitUntil(() => past.IsCompleted || _store.Gate.Waiting > 1);
        Assert.Equal(1, _store.Gate.Waiting);
        Assert.Equal(StoreResult.Done, await past);
        Assert.Single(_recorder().PutsOf(PipelineStore.Held));
    }

    private static (StoreErrorCode Code, WriteOutcome Outcome) CodeAndOutcome(StoreResult result) => (result.Error!.Code, result.Error.Outcome);
}
