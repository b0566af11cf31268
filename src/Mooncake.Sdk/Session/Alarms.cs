namespace Mooncake.Session;

/// <summary>
/// One-off scheduled callbacks, other than the deadlines of calls and buffers. Meant for rare events: cancelling is O(n). Thread-safe.
/// </summary>
internal sealed class Alarms
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<IAlarm, long> _alarms = new();
    private readonly Action<long> _schedule;
    private bool _isClosed;

    /// <summary>Creates an empty set of alarms.</summary>
    /// <param name="schedule">Makes sure that <see cref="FireDue"/> is called at a timestamp; called outside of locks.</param>
    internal Alarms(Action<long> schedule) => _schedule = schedule;

    /// <summary>Number of alarms.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _alarms.Count;
            }
        }
    }

    /// <summary>Sets an alarm. Once the alarms are closed, it fires immediately, on this thread.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="at">When, as a timestamp.</param>
    internal void Set(IAlarm alarm, long at)
    {
        bool isClosed;
        lock (_gate)
        {
            isClosed = _isClosed;
            if (!isClosed)
            {
                _alarms.Enqueue(alarm, at);
            }
        }

        if (isClosed)
        {
            alarm.Fire();
        }
        else
        {
            _schedule(at);
        }
    }

    /// <summary>Cancels an alarm; harmless if it has fired or is firing.</summary>
    internal void Cancel(IAlarm alarm)
    {
        lock (_gate)
        {
            _alarms.Remove(alarm, out _, out _);
        }
    }

    /// <summary>Fires every alarm that is due.</summary>
    /// <param name="now">The timestamp.</param>
    /// <returns>When the next one is due, or <see cref="long.MaxValue"/>.</returns>
    internal long FireDue(long now)
    {
        while (true)
        {
            IAlarm? alarm;
            lock (_gate)
            {
                if (!_alarms.TryPeek(out alarm, out long at) || at > now)
                {
                    return alarm is null ? long.MaxValue : at;
                }

                _alarms.Dequeue();
            }

            alarm.Fire();
        }
    }

    /// <summary>Fires all alarms; those set from now on fire immediately.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        FireDue(long.MaxValue);
    }
}
