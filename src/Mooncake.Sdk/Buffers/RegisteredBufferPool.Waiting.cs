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
    private readonly Action<long> _schedule;
    private long _nextDeadline = long.MaxValue;
    private long _scheduledDeadline = long.MaxValue;

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

        if (error is not null || TryJoin(size, tag, deadline, receiver: null, cancellationToken, out error) is not { } waiter)
        {
            return new ValueTask<StoreResult<RentedBuffer>>(StoreResult<RentedBuffer>.Failed(error!));
        }

        waiter.ListenForCancellation();
        return waiter.Task;
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
        else if (error is not null || TryJoin(size, tag, deadline, receiver, CancellationToken.None, out error) is null)
        {
            receiver.Receive(StoreResult<RentedBuffer>.Failed(error!));
        }
    }

    /// <summary>Completes all waiters whose deadline has passed, disposal included. Safe to call at any time, from any thread.</summary>
    internal void ExpireWaiters()
    {
        bool hasWork;
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            long next = Math.Min(ExpireLocked(_slabQueue, now), ExpireLocked(_dedicatedQueue, now));
            next = Math.Min(next, ExpireDisposalLocked(now));
            Volatile.Write(ref _nextDeadline, next);
            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
        ScheduleDeadline();
    }

    /// <summary>Settles a waiter whose caller cancelled, unless it was settled before.</summary>
    internal void Cancel(RentWaiter waiter)
    {
        bool hasWork;
        lock (_gate)
        {
            if (waiter.InQueue.List is null)
            {
                return;
            }

            SettledWaiters.Settle(waiter, granted: default, refused: null);
            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
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
        nint size, RentalTag tag, long deadline, IRentReceiver? receiver, CancellationToken cancellationToken, out StoreError? error)
    {
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
            waiter.Prepare(size, sizeClass, tag, deadline, receiver, cancellationToken: cancellationToken);
            EnqueueLocked(queue, waiter);
            Volatile.Write(ref _nextDeadline, Math.Min(_nextDeadline, deadline));
            hasWork = AdvanceLocked();
        }

        Finish(hasWork);
        ScheduleDeadline();
        return waiter;
    }

    private void EnqueueLocked(RentQueue queue, RentWaiter waiter)
    {
        queue.Waiters.AddLast(waiter.InQueue);
        queue.ForgetOldFailure(_time);
        CloseStripesLocked();
    }

    /// <summary>
    /// Takes every step that a change has made possible: serves waiters, opens the stripes if no caller waits, completes a disposal.
    /// </summary>
    /// <returns>True if there is memory to register or to unregister.</returns>
    private bool AdvanceLocked()
    {
        ServeLocked(_slabQueue);
        ServeLocked(_dedicatedQueue);
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

    private void ServeLocked(RentQueue queue)
    {
        while (queue.Head is { } first && TryTakeLocked(first.Size, first.SizeClass, out BlockRef block))
        {
            SettledWaiters.Settle(first, block, refused: null);
        }
    }

    /// <summary>Does the work that must not be done while the gate is held.</summary>
    private void Finish(bool hasWork)
    {
        SettledWaiters.Publish();
        if (hasWork)
        {
            StartWork();
        }
    }

    private long ExpireLocked(RentQueue queue, long now)
    {
        long next = long.MaxValue;
        for (LinkedListNode<RentWaiter>? node = queue.Waiters.First; node is not null;)
        {
            RentWaiter waiter = node.Value;
            node = node.Next;
            if (waiter.Deadline <= now)
            {
                SettledWaiters.Settle(
                    waiter, granted: default, BufferErrors.Exhausted(waiter.Size, waiter.Tag, StatisticsLocked(), queue.GrowthFailure));
            }
            else
            {
                next = Math.Min(next, waiter.Deadline);
            }
        }

        return next;
    }

    private static void RefuseAllLocked(RentQueue queue, Func<RentWaiter, StoreError> error)
    {
        while (queue.Head is { } waiter)
        {
            SettledWaiters.Settle(waiter, granted: default, error(waiter));
        }
    }

    private void ScheduleDeadline()
    {
        // Under a separate lock, so that an earlier change cannot overwrite a later one.
        lock (_deadlineGate)
        {
            // Only changes are reported: an owner notified at each visit would come back immediately, forever.
            long next = NextDeadline;
            if (next != _scheduledDeadline)
            {
                _scheduledDeadline = next;
                _schedule(next);
            }
        }
    }
}
