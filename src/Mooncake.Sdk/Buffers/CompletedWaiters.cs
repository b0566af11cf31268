namespace Mooncake.Buffers;

/// <summary>
/// The waiters that one critical section has settled. They are completed after it: a continuation must never run while the gate is held.
/// </summary>
internal struct CompletedWaiters
{
    [ThreadStatic]
    private static Queue<RentWaiter>? _unanswered;

    [ThreadStatic]
    private static bool _isAnswering;

    private RentWaiter? _head;
    private RentWaiter? _tail;

    /// <summary>
    /// Removes a waiter from its queue and settles it with a block, an error or, with neither, its cancellation. The caller holds the gate.
    /// </summary>
    internal void Settle(RentWaiter waiter, BlockRef granted, StoreError? refused)
    {
        waiter.Queue!.Remove(waiter);
        waiter.Granted = granted;
        waiter.Refused = refused;
        if (waiter.Kind == RentWaiterKind.Probe)
        {
            return;
        }

        if (_tail is null)
        {
            _head = waiter;
        }
        else
        {
            _tail.Next = waiter;
        }

        _tail = waiter;
    }

    /// <summary>Completes the waiters, in the order in which they were settled. The caller does not hold the gate.</summary>
    /// <remarks>
    /// A receiver whose own caller has left returns its buffer immediately, which may settle the next one, and so on. Waiters are completed
    /// one after the other, not recursively.
    /// </remarks>
    internal void Publish()
    {
        if (_head is null)
        {
            return;
        }

        Queue<RentWaiter> waiting = _unanswered ??= new Queue<RentWaiter>();
        bool isOutermost = !_isAnswering;
        for (RentWaiter? waiter = _head; waiter is not null;)
        {
            // Once completed, the waiter belongs to its caller.
            RentWaiter? next = waiter.Next;
            waiter.Next = null;
            waiting.Enqueue(waiter);
            waiter = next;
        }

        _head = null;
        _tail = null;
        if (isOutermost)
        {
            AnswerAll(waiting);
        }
    }

    private static void AnswerAll(Queue<RentWaiter> waiting)
    {
        _isAnswering = true;
        try
        {
            while (waiting.TryDequeue(out RentWaiter? waiter))
            {
                waiter.Publish();
            }
        }
        finally
        {
            _isAnswering = false;
        }
    }
}
