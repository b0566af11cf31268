namespace Mooncake.Session;

/// <summary>What is to happen at a time, besides the deadlines of calls and buffers. For rare things: calling one off looks at all. Thread-safe.</summary>
internal sealed class Alarms
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<IAlarm, long> _alarms = new();
    private readonly Action<long> _schedule;
    private bool _isClosed;

    /// <summary>Holds no alarms yet.</summary>
    /// <param name="schedule">Sees to it that <see cref="FireDue"/> is called at a timestamp; outside of locks.</param>
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

    /// <summary>Sets an alarm. Once the alarms are closed, it rings at once, on this thread.</summary>
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

    /// <summary>Calls an alarm off; harmless if it has rung, which it may be doing still.</summary>
    internal void Cancel(IAlarm alarm)
    {
        lock (_gate)
        {
            _alarms.Remove(alarm, out _, out _);
        }
    }

    /// <summary>Rings every alarm that is due.</summary>
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

    /// <summary>Rings all alarms, and those that are set from now on at once.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        FireDue(long.MaxValue);
    }
}
