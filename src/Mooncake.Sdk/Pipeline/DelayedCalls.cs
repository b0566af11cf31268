namespace Mooncake.Pipeline;

/// <summary>Calls that pause between two attempts. Thread-safe.</summary>
internal sealed class DelayedCalls
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<PendingCall, long> _calls = new();
    private readonly Action<PendingCall> _requeue;
    private bool _isClosed;

    /// <summary>Creates an empty set.</summary>
    /// <param name="requeue">Queues a call again when its pause is over.</param>
    internal DelayedCalls(Action<PendingCall> requeue) => _requeue = requeue;

    /// <summary>Number of calls that pause.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Adds a parked call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="until">When its pause ends, as a timestamp.</param>
    /// <returns>False if no more calls are accepted.</returns>
    internal bool TryAdd(PendingCall call, long until)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _calls.Enqueue(call, until);
            }

            return !_isClosed;
        }
    }

    /// <summary>Requeues every call whose pause is over.</summary>
    /// <param name="now">The timestamp.</param>
    /// <returns>When the next pause ends, or <see cref="long.MaxValue"/>.</returns>
    internal long RequeueDue(long now)
    {
        while (true)
        {
            PendingCall? call;
            lock (_gate)
            {
                if (!_calls.TryPeek(out call, out long until) || until > now)
                {
                    return call is null ? long.MaxValue : until;
                }

                _calls.Dequeue();
            }

            _requeue(call);
        }
    }

    /// <summary>Ends all pauses, and accepts no more calls.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        RequeueDue(long.MaxValue);
    }
}
