using Mooncake.Operations;

namespace Mooncake.Buffers;

/// <summary>Waiting callers: served in the order of their arrival, completed by their deadline.</summary>
/// <remarks>
/// There are two queues, for blocks of slabs and for dedicated buffers, so that one huge request does not delay all small ones. While a
/// caller waits, the stripes are closed and every return goes through the gate.
/// </remarks>
internal sealed partial class RegisteredBufferPool
{
    private const int MaxIdleWaiters = 1024;

    private readonly RentQueue _slabQueue = new();
    private readonly RentQueue _dedicatedQueue = new();
    private readonly Stack<RentWaiter> _idleWaiters = new();
    private readonly Lock _deadlineGate = new();
    private ITimer? _timer;
    private long _nextDeadline = long.MaxValue;
    private long _armedDeadline = long.MaxValue;

    /// <summary>
    /// The earliest timestamp at which <see cref="ExpireWaiters"/> has work to do; <see cref="long.MaxValue"/> if no caller waits.
    /// </summary>
    internal long NextDeadline => Volatile.Read(ref _nextDeadline);

    /// <summary>Rents a buffer, and waits for one until the deadline. Blocks no thread.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="tag">The holder and the purpose.</param>
    /// <param name="deadline">
    /// A timestamp of the pool's clock; <see cref="long.MaxValue"/> for none. A deadline that has passed does not wait.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The buffer, its bytes undefined; or <see cref="StoreErrorCode.BufferPoolExhausted"/> at the deadline, or an error that waiting
    /// cannot resolve. Await it once; the continuation never runs on the thread that returned the buffer.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled; no buffer is rented for this call.</exception>
    internal ValueTask<StoreResult<RentedBuffer>> RentAsync(
        nint size, RentalTag tag, long deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Cancellation.TaskOf<StoreResult<RentedBuffer>>(tag.Operation, cancellationToken);
        }

        if (TryRent(size, tag, out RentedBuffer buffer, out StoreError? error))
        {
            return new ValueTask<StoreResult<RentedBuffer>>(StoreResult<RentedBuffer>.Found(buffer));
        }

        if (error is not null || TryJoin(RentWaiterKind.Asynchronous, size, tag, deadline, cancellationToken, out error) is not { } waiter)
        {
            return new ValueTask<StoreResult<RentedBuffer>>(StoreResult<RentedBuffer>.Failed(error!));
        }

        waiter.ListenForCancellation();
        return waiter.Task;
    }

    /// <summary>See the other overload; with a time limit instead of a deadline.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="tag">The holder and the purpose.</param>
    /// <param name="limit">The time limit; 0 or more, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>See the other overload.</returns>
    internal ValueTask<StoreResult<RentedBuffer>> RentAsync(
        nint size, RentalTag tag, TimeSpan limit, CancellationToken cancellationToken = default) =>
        RentAsync(size, tag, Timestamps.After(_time, limit), cancellationToken);

    /// <summary>Rents a buffer, and blocks the thread until the deadline: for dedicated threads.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="tag">The holder and the purpose.</param>
    /// <param name="deadline">A timestamp of the pool's clock; <see cref="long.MaxValue"/> for none.</param>
    /// <returns>See <see cref="RentAsync(nint, RentalTag, long, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    internal StoreResult<RentedBuffer> Rent(nint size, RentalTag tag, long deadline)
    {
        if (TryRent(size, tag, out RentedBuffer buffer, out StoreError? error))
        {
            return StoreResult<RentedBuffer>.Found(buffer);
        }

        if (error is not null || TryJoin(RentWaiterKind.Blocking, size, tag, deadline, CancellationToken.None, out error) is not { } waiter)
        {
            return StoreResult<RentedBuffer>.Failed(error!);
        }

        // After the deadline the thread completes itself, so it does not depend on a timer.
        while (!waiter.WaitForPublication(Timestamps.Until(_time, deadline)))
        {
            ExpireWaiters();
        }

        try
        {
            return waiter.TakeOutcome();
        }
        finally
        {
            Recycle(waiter);
        }
    }

    /// <summary>
    /// Rents a buffer for a receiver, which gets the outcome immediately or, at the latest, at the deadline. Blocks no thread, and needs no
    /// thread of the thread pool.
    /// </summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="tag">The holder and the purpose.</param>
    /// <param name="deadline">A timestamp of the pool's clock; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="receiver">Receives the outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="InvalidOperationException">
    /// The pool poisons, and the block was written to after its last return; the receiver is not called.
    /// </exception>
    internal void RentFor(nint size, RentalTag tag, long deadline, IRentReceiver receiver)
    {
        if (TryRent(size, tag, out RentedBuffer buffer, out StoreError? error))
        {
            receiver.Receive(StoreResult<RentedBuffer>.Found(buffer));
        }
        else if (error is not null || TryJoin(RentWaiterKind.Receiving, size, tag, deadline, CancellationToken.None, out error, receiver) is null)
        {
            receiver.Receive(StoreResult<RentedBuffer>.Failed(error!));
        }
    }

    /// <summary>Completes all waiters whose deadline has passed, disposal included. Safe to call at any time, from any thread.</summary>
    internal void ExpireWaiters()
    {
        CompletedWaiters settled = default;
        bool hasWork;
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            long next = Math.Min(ExpireLocked(_slabQueue, now, ref settled), ExpireLocked(_dedicatedQueue, now, ref settled));
            next = Math.Min(next, ExpireDisposalLocked(now));
            Volatile.Write(ref _nextDeadline, next);
            hasWork = AdvanceLocked(ref settled);
        }

        Finish(ref settled, hasWork);
        ArmDeadline(hasFired: true);
    }

    /// <summary>Settles a waiter whose caller cancelled, unless it was settled before.</summary>
    internal void Cancel(RentWaiter waiter)
    {
        CompletedWaiters settled = default;
        bool hasWork;
        lock (_gate)
        {
            if (waiter.Queue is null)
            {
                return;
            }

            settled.Settle(waiter, granted: default, refused: null);
            hasWork = AdvanceLocked(ref settled);
        }

        Finish(ref settled, hasWork);
    }

    /// <summary>Recycles a waiter whose outcome was taken.</summary>
    internal void Recycle(RentWaiter waiter)
    {
        if (waiter.TryReset())
        {
            lock (_gate)
            {
                KeepWaiterLocked(waiter);
            }
        }
    }

    private RentQueue QueueOf(int sizeClass) => sizeClass == BufferRun.Dedicated ? _dedicatedQueue : _slabQueue;

    private RentWaiter TakeWaiterLocked() => _idleWaiters.TryPop(out RentWaiter? waiter) ? waiter : new RentWaiter(this);

    private void RecycleLocked(RentWaiter waiter)
    {
        waiter.TryReset();
        KeepWaiterLocked(waiter);
    }

    private void KeepWaiterLocked(RentWaiter waiter)
    {
        if (_idleWaiters.Count < MaxIdleWaiters)
        {
            _idleWaiters.Push(waiter);
        }
    }

    private RentWaiter? TryJoin(
        RentWaiterKind kind, nint size, RentalTag tag, long deadline, CancellationToken cancellationToken, out StoreError? error, IRentReceiver? receiver = null)
    {
        CompletedWaiters settled = default;
        RentWaiter waiter;
        bool hasWork;
        lock (_gate)
        {
            int sizeClass = ClassOf(size);
            RentQueue queue = QueueOf(sizeClass);
            error = RefuseLocked(size, sizeClass, tag);
            if (error is null && deadline <= _time.GetTimestamp())
            {
                error = BufferErrors.Exhausted(size, tag, StatisticsLocked(), queue.GrowthFailure);
            }

            if (error is not null)
            {
                return null;
            }

            waiter = TakeWaiterLocked();
            waiter.Prepare(kind, size, sizeClass, tag, deadline, cancellationToken, receiver);
            EnqueueLocked(queue, waiter);
            Volatile.Write(ref _nextDeadline, Math.Min(_nextDeadline, deadline));
            hasWork = AdvanceLocked(ref settled);
        }

        Finish(ref settled, hasWork);
        ArmDeadline(hasFired: false);
        return waiter;
    }

    private void EnqueueLocked(RentQueue queue, RentWaiter waiter)
    {
        queue.Enqueue(waiter);
        queue.ForgetOldFailure(_time);
        CloseStripesLocked();
    }

    /// <summary>
    /// Takes every step that a change has made possible: serves waiters, opens the stripes if no caller waits, completes a disposal.
    /// </summary>
    /// <returns>True if there is memory to register or to unregister.</returns>
    private bool AdvanceLocked(ref CompletedWaiters settled)
    {
        while (_slabQueue.Head is { } first && TryTakeLocked(first.Size, first.SizeClass, out BlockRef block))
        {
            settled.Settle(first, block, refused: null);
        }

        while (_dedicatedQueue.Head is { } first && TryTakeLocked(first.Size, first.SizeClass, out BlockRef block))
        {
            settled.Settle(first, block, refused: null);
        }

        _dedicated.Trim(_releases);
        if (_isClosed)
        {
            AdvanceDisposalLocked();
        }
        else if (_slabQueue.Head is null && _dedicatedQueue.Head is null)
        {
            OpenStripesLocked();
        }

        return PlanLocked() != RegistrarStep.None;
    }

    /// <summary>Does the work that must not be done while the gate is held.</summary>
    private void Finish(ref CompletedWaiters settled, bool hasWork)
    {
        settled.Publish();
        if (hasWork)
        {
            StartWork();
        }
    }

    private long ExpireLocked(RentQueue queue, long now, ref CompletedWaiters settled)
    {
        long next = long.MaxValue;
        for (RentWaiter? waiter = queue.Head; waiter is not null;)
        {
            RentWaiter? following = waiter.Next;
            if (waiter.Deadline <= now)
            {
                settled.Settle(
                    waiter, granted: default, BufferErrors.Exhausted(waiter.Size, waiter.Tag, StatisticsLocked(), queue.GrowthFailure));
            }
            else
            {
                next = Math.Min(next, waiter.Deadline);
            }

            waiter = following;
        }

        return next;
    }

    private static void RefuseAllLocked(RentQueue queue, Func<RentWaiter, StoreError> error, ref CompletedWaiters settled)
    {
        while (queue.Head is { } waiter)
        {
            settled.Settle(waiter, granted: default, error(waiter));
        }
    }

    private void ArmDeadline(bool hasFired)
    {
        // Under a separate lock, so that an earlier change cannot overwrite a later one.
        lock (_deadlineGate)
        {
            long next = NextDeadline;
            bool isNews = next != _armedDeadline;
            _armedDeadline = next;
            if (_options.DeadlineScheduler is { } schedule)
            {
                // Only changes are reported: an owner notified at each visit would come back immediately, forever.
                if (isNews)
                {
                    schedule(next);
                }

                return;
            }

            if (!isNews && !(hasFired && next != long.MaxValue))
            {
                return;
            }

            _timer ??= CreateTimer();
            _timer.Change(Timestamps.Until(_time, next), Timeout.InfiniteTimeSpan);
        }
    }

    private ITimer CreateTimer()
    {
        // The timer outlives the caller that happened to wait first, so it must not capture that caller's context.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return _time.CreateTimer(
            static state => ((RegisteredBufferPool)state!).ExpireWaiters(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
