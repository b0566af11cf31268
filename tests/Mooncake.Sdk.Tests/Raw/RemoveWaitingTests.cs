using Mooncake.Testing;

namespace Mooncake.Raw;

/// <summary>A removal that waits until no reader holds a lease, on a clock that the test moves.</summary>
public sealed class RemoveWaitingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Remove_WaitingUntilTheLeaseEnds_Removes()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(removal);
        Assert.Equal(StoreResult.Done, await removal);
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(3));
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }

    [Fact]
    public async Task Remove_WaitingLongerThanTheTimeout_FailsUnderTheLease()
    {
        await using MooncakeStore store = await OpenLeasedAsync(timeout: TimeSpan.FromSeconds(1));
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(removal);
        Assert.Equal(StoreErrorCode.ObjectHasLease, (await removal).Error!.Code);
    }

    [Fact]
    public async Task Remove_WaitingAndCancelled_Throws()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<StoreResult> removal = store.Raw.RemoveAsync("k", RemoveOptions.Waiting, cancel.Token).AsTask();
        Assert.True(_clock.WaitForTimers(1, Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => removal);
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
            options.Embedded.LeaseDuration = TimeSpan.FromSeconds(3);
            options.OperationTimeout = timeout ?? options.OperationTimeout;
        });
        (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("k", Stop));
        return store;
    }

    private void MoveUntilDone(Task task)
    {
        while (!task.IsCompleted && _clock.Elapsed < TimeSpan.FromMinutes(1))
        {
            if (_clock.WaitForTimers(1, TimeSpan.FromMilliseconds(10)))
            {
                _clock.Advance(TimeSpan.FromMilliseconds(500));
            }
        }
    }
}
