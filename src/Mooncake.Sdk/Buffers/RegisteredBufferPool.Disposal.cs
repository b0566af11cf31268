namespace Mooncake.Buffers;

/// <summary>Disposal of the pool: drain, unregister and free, in this order for each slab, with a time limit.</summary>
internal sealed partial class RegisteredBufferPool
{
    private readonly TaskCompletionSource<StoreError?> _disposal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _disposalDeadline = long.MaxValue;
    private bool _isClosed;

    /// <summary>
    /// Fails all waiting callers with <see cref="StoreErrorCode.StoreClosed"/>, rents no further buffer, and waits until every buffer has
    /// been returned and every slab is unregistered and freed.
    /// </summary>
    /// <remarks>
    /// Buffers still rented at the limit are not freed, because a native call may still write to them; they are unregistered and freed when
    /// they are returned. The backend must stay open for the duration; later it may close, which ends its registrations.
    /// </remarks>
    /// <param name="limit">
    /// The time limit; <see cref="Timeout.InfiniteTimeSpan"/> for none. Later calls share the end of the first one.
    /// </param>
    /// <returns>
    /// Null if everything is freed; <see cref="StoreErrorCode.Timeout"/>, naming the holders of buffers; or the error of memory that could
    /// not be unregistered, which stays allocated permanently.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    internal ValueTask<StoreError?> DisposeAsync(TimeSpan limit)
    {
        long deadline = Timestamps.After(_time, limit);
        bool hasWork;
        lock (_gate)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                CloseStripesLocked();
                RefuseAllLocked(_slabQueue, static waiter => BufferErrors.Closed(waiter.Tag));
                RefuseAllLocked(_dedicatedQueue, static waiter => BufferErrors.Closed(waiter.Tag));
                _disposalDeadline = deadline;
                Volatile.Write(ref _nextDeadline, deadline);
            }

            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
        if (!_disposal.Task.IsCompleted)
        {
            // Completes even if the limit is 0.
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

        // Continuations are queued, never run here.
        _disposal.TrySetResult(outcome);
    }
}
