namespace Mooncake.Buffers;

/// <summary>The end of the pool: drain, unregister, free, in this order for each slab, and bounded.</summary>
internal sealed partial class RegisteredBufferPool
{
    private readonly TaskCompletionSource<StoreError?> _disposal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _disposalDeadline = long.MaxValue;
    private bool _isClosed;

    /// <summary>
    /// Answers all who wait with <see cref="StoreErrorCode.StoreClosed"/>, rents nothing any more, and waits until every buffer has come back
    /// and every slab is unregistered and freed.
    /// </summary>
    /// <remarks>
    /// What is still out at the limit is not freed, because a native call may write to it yet; it is unregistered and freed when it comes
    /// back. The backend has to stay open for the duration; later it may close, which ends its registrations.
    /// </remarks>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Later calls share the first one's end.</param>
    /// <returns>
    /// Null if all is freed; <see cref="StoreErrorCode.Timeout"/> that names who holds what; or the error of memory that could not be
    /// unregistered, which stays allocated for good.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    internal ValueTask<StoreError?> DisposeAsync(TimeSpan limit)
    {
        long deadline = Timestamps.After(_time, limit);
        CompletedWaiters settled = default;
        bool hasWork;
        lock (_gate)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                CloseStripesLocked();
                RefuseAllLocked(_slabQueue, static waiter => BufferErrors.Closed(waiter.Tag), ref settled);
                RefuseAllLocked(_dedicatedQueue, static waiter => BufferErrors.Closed(waiter.Tag), ref settled);
                _disposalDeadline = deadline;
                Volatile.Write(ref _nextDeadline, deadline);
            }

            hasWork = AdvanceLocked(ref settled);
        }

        Finish(ref settled, hasWork);
        if (!_disposal.Task.IsCompleted)
        {
            // Also answers at once where the limit is 0.
            ExpireWaiters();
        }

        return new ValueTask<StoreError?>(_disposal.Task);
    }

    private void AdvanceDisposalLocked()
    {
        _heap.ReclaimRuns();
        while (_heap.TryRemoveUnused(out BufferSlab? slab))
        {
            _releases.Enqueue(slab);
        }

        while (_dedicated.IdleCount > 0)
        {
            _dedicated.EvictOldest(_releases);
        }

        if (_liveSlabs == 0)
        {
            EndDisposalLocked(_quarantine.Count == 0 ? null : BufferErrors.Quarantined(_quarantine[0], _quarantine.Count));
        }
    }

    private long ExpireDisposalLocked(long now)
    {
        if (_disposalDeadline <= now)
        {
            EndDisposalLocked(BufferErrors.StillOut(HoldersLocked(), _liveSlabs));
        }

        return _disposalDeadline;
    }

    private void EndDisposalLocked(StoreError? outcome)
    {
        _disposalDeadline = long.MaxValue;
        Volatile.Write(ref _nextDeadline, long.MaxValue);
        _timer?.Dispose();

        // Continuations are queued, never run here.
        _disposal.TrySetResult(outcome);
    }
}
