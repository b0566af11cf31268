namespace Mooncake.Pipeline;

/// <summary>The queues: one for each kind of call, and one for calls that find the queues full.</summary>
internal sealed partial class LaneGroup
{
    private const int Kinds = 4;

    private readonly CallList[] _queues = new CallList[Kinds];
    private CallList _overflow;
    private long _arrivals;
    private int _queued;

    private void AppendLocked(PendingCall call)
    {
        call.Arrival = ++_arrivals;
        if (_queued >= _context.Options.QueueCapacity)
        {
            call.Place = CallState.Overflowing;
            _overflow.Append(call);
            return;
        }

        EnterLocked(call);
    }

    private void EnterLocked(PendingCall call)
    {
        call.Place = CallState.Queued;
        _queues[(int)call.Kind].Append(call);
        _queued++;
    }

    private void RefillLocked()
    {
        while (_queued < _context.Options.QueueCapacity && _overflow.First is { } call)
        {
            _overflow.Remove(call);
            EnterLocked(call);
        }
    }

    /// <summary>Removes a waiting call from its queue and from the watch list. The caller refills the queues afterwards.</summary>
    /// <returns>False if the call does not wait.</returns>
    private bool TryUnlinkLocked(PendingCall call)
    {
        switch (call.Place)
        {
            case CallState.Queued:
                _queues[(int)call.Kind].Remove(call);
                _queued--;
                break;
            case CallState.Overflowing:
                _overflow.Remove(call);
                break;
            case CallState.HeldBack:
                _held.Remove(call);
                break;
            default:
                return false;
        }

        _watched.Remove(call);
        call.Place = CallState.Outside;
        EndTurnLocked(call);
        return true;
    }

    /// <summary>Removes all waiting calls.</summary>
    private void DrainLocked(ref CallList drained)
    {
        // These first: none of them may enter a queue when the put that it waits for ends.
        while (_held.First is { } held)
        {
            TryUnlinkLocked(held);
            drained.Append(held);
        }

        for (int kind = 0; kind < Kinds; kind++)
        {
            while (_queues[kind].First is { } queued)
            {
                TryUnlinkLocked(queued);
                drained.Append(queued);
            }
        }

        while (_overflow.First is { } call)
        {
            TryUnlinkLocked(call);
            drained.Append(call);
        }
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
        for (int kind = 0; kind < Kinds; kind++)
        {
            if (_queues[kind].First is { } first && first.Arrival < arrival)
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
        PendingCall? call = _queues[oldest].First;
        while (call is not null && batch.Count < limit && passed < limit)
        {
            PendingCall? next = call.Next;
            if (batch.TryAdd(call, (nuint)_context.Options.MaxBatchBytes))
            {
                _queues[oldest].Remove(call);
                _queued--;
                call.Place = CallState.Running;
            }
            else if (batch.IsFull)
            {
                break;
            }
            else
            {
                passed++;
            }

            call = next;
        }

        RefillLocked();
        return true;
    }
}
