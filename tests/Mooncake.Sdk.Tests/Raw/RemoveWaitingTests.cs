using Mooncake.Testing;

namespace Mooncake.Raw;

/// <summary>A removal that waits until no reader holds a lease, on a clock that the test moves.</summary>
public sealed class RemoveWaitingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _clock = new();

    /// <summary>Removals that the engine was asked for.</summary>
    private Func<long> _removals = static () => 0;

    [Fact]
    public async Task Remove_WaitingUntilTheLeaseEnds_Removes()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(store, removal);
        Assert.Equal(StoreResult.Done, await removal);
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(3));
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }

    [Fact]
    public async Task Remove_WaitingLongerThanTheTimeout_FailsUnderTheLease()
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "On a lane, the timeout can come while a call is under way.");
        await using MooncakeStore store = await OpenLeasedAsync(timeout: TimeSpan.FromSeconds(1));
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(store, removal);
        StoreError error = (await removal).Error!;
        Assert.Equal((StoreErrorCode.ObjectHasLease, "k", WriteOutcome.NotApplied), (error.Code, error.Key, error.Outcome));
        Assert.Contains("after 1 s", error.Cause, StringComparison.Ordinal);
        Assert.Contains("RemoveOptions.Forced", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("WaitForLease", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_WaitingAndCancelled_Throws()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, cancel.Token).AsTask();
        Assert.True(SpinWait.SpinUntil(() => store.Session.Alarms.Count == 1, Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => removal);
        Assert.Equal((StoreOperation.Remove, WriteOutcome.NotApplied, cancel.Token), (canceled.Operation, canceled.Outcome, canceled.CancellationToken));
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("k", Stop));
    }

    [Fact]
    public async Task Remove_WaitingWithoutALease_RemovesAtOnce()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(StoreResult.Done, await store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop));
        Assert.True((await store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop)).IsMissing);
    }

    /// <summary>A store whose object <c>k</c> is under a lease of 3 s.</summary>
    private async Task<MooncakeStore> OpenLeasedAsync(TimeSpan? timeout = null)
    {
        MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.TimeProvider = _clock;
            options.DecorateBackend = backend =>
            {
                CountingBackend calls = new(backend);
                _removals = () => calls.Count(StoreCalls.Remove).Calls;
                return calls;
            };
            StoreUnderTest.SetLease(options, TimeSpan.FromSeconds(3));
            options.OperationTimeout = timeout ?? options.OperationTimeout;
        });
        (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("k", Stop));
        return store;
    }

    /// <summary>Moves the clock whenever the removal has come to pause, by the longest pause that there is.</summary>
    private void MoveUntilDone(MooncakeStore store, Task removal)
    {
        while (!removal.IsCompleted)
        {
            Assert.True(SpinWait.SpinUntil(() => removal.IsCompleted || store.Session.Alarms.Count == 1, Patience));
            long before = _removals();
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            Assert.True(SpinWait.SpinUntil(() => removal.IsCompleted || _removals() > before, Patience));
        }
    }
}
