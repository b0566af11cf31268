namespace Mooncake.Buffers;

/// <summary>
/// The waiters that one visit to the gate has settled, to be answered after it: a continuation must never run under the gate.
/// </summary>
internal struct CompletedWaiters
{
    [ThreadStatic]
    private static Queue<RentWaiter>? _unanswered;

    [ThreadStatic]
    private static bool _isAnswering;

    private RentWaiter? _head;
    private RentWaiter? _tail;

    /// <summary>Takes a waiter out of its queue with a block, an error or, with neither, its cancellation. Gate.</summary>
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

    /// <summary>Answers them, in the order in which they were settled. Not under the gate.</summary>
    /// <remarks>
    /// A receiver whose own caller has gone gives its buffer back at once, which may settle the next one, and so on for as many as there are: they
    /// are answered one after the other, not one inside the other.
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
            // Once it is answered, the waiter belongs to its caller.
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
