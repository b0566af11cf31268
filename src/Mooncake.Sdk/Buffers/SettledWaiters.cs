namespace Mooncake.Buffers;

/// <summary>
/// The waiters that one visit to the gate has settled, to be answered after it: a continuation must never run under the gate.
/// </summary>
internal struct SettledWaiters
{
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
    internal void Publish()
    {
        for (RentWaiter? waiter = _head; waiter is not null;)
        {
            // Once it is answered, the waiter belongs to its caller.
            RentWaiter? next = waiter.Next;
            waiter.Next = null;
            waiter.Publish();
            waiter = next;
        }

        _head = null;
        _tail = null;
    }
}
