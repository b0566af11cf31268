namespace Mooncake.Pipeline;

/// <summary>The queues: one for each kind of call, and one for calls that find the queues full.</summary>
internal sealed partial class LaneGroup
{
    // One for each kind of call.
    private readonly LinkedList<PendingCall>[] _queues = [new(), new(), new(), new()];
    private readonly LinkedList<PendingCall> _overflow = new();
    private long _arrivals;
    private int _queued;

    private void AppendLocked(PendingCall call)
    {
        call.Arrival = ++_arrivals;
        if (_queued >= _context.Options.QueueCapacity)
        {
            call.Place = CallState.Overflowing;
            _overflow.AddLast(call.InQueue);
            return;
        }

        EnterLocked(call);
    }

    private void EnterLocked(PendingCall call)
    {
        call.Place = CallState.Queued;
        _queues[(int)call.Kind].AddLast(call.InQueue);
        _queued++;
    }

    private void RefillLocked()
    {
        while (_queued < _context.Options.QueueCapacity && _overflow.First is { } next)
        {
            _overflow.Remove(next);
            EnterLocked(next.Value);
        }
    }

    /// <summary>Removes a waiting call from its queue and from the watch list. The caller refills the queues afterwards.</summary>
    /// <returns>False if the call does not wait.</returns>
    private bool TryUnlinkLocked(PendingCall call)
    {
        if (call.InQueue.List is not { } queue)
        {
            return false;
        }

        queue.Remove(call.InQueue);
        _queued -= call.Place == CallState.Queued ? 1 : 0;
        UnwatchLocked(call);
        call.Place = CallState.Outside;
        EndTurnLocked(call);
        return true;
    }

    /// <summary>Removes all waiting calls.</summary>
    private List<PendingCall> DrainLocked()
    {
        List<PendingCall> drained = [];

        // The puts that are held back first: none of them may enter a queue when the put that it waits for ends.
        LinkedList<PendingCall>[] all = [_held, .. _queues, _overflow];
        foreach (LinkedList<PendingCall> queue in all)
        {
            while (queue.First is { Value: var call })
            {
                TryUnlinkLocked(call);
                drained.Add(call);
            }
        }

        return drained;
    }

    /// <summary>Fills a batch: with the oldest waiting call, and others that can be combined with it.</summary>
    /// <returns>False if no call waits.</returns>
    private bool GatherLocked(LaneBatch batch)
    {
        // Late calls are removed one by one, and the queues are refilled after the last: a lane that checks in between must not find them
        // empty and go to sleep.
        RefillLocked();
        int oldest = -1;
        long arrival = long.MaxValue;
        for (int kind = 0; kind < _queues.Length; kind++)
        {
            if (_queues[kind].First is { Value: var first } && first.Arrival < arrival)
            {
                oldest = kind;
                arrival = first.Arrival;
            }
        }

        if (oldest < 0)
        {
            return false;
        }

        // Skipping calls that cannot be combined is bounded, because the lock is held.
        int limit = oldest == (int)CallKind.Unbatched ? 1 : _context.Options.MaxBatchCount;
        int passed = 0;
        batch.Begin((CallKind)oldest);
        LinkedListNode<PendingCall>? node = _queues[oldest].First;
        while (node is not null && batch.Count < limit && passed < limit)
        {
            LinkedListNode<PendingCall>? next = node.Next;
            if (batch.TryAdd(node.Value, (nuint)_context.Options.MaxBatchBytes))
            {
                _queues[oldest].Remove(node);
                _queued--;
                node.Value.Place = CallState.Running;
            }
            else if (batch.IsFull)
            {
                break;
            }
            else
            {
                passed++;
            }

            node = next;
        }

        RefillLocked();
        return true;
    }
}
