using Mooncake.Buffers;
using Mooncake.Pipeline;

namespace Mooncake.Session;

/// <summary>
/// The deadlines and pauses of a session whose operations run synchronously on the caller's thread. Its thread starts with the first
/// operation that waits for a lease or a buffer. Thread-safe.
/// </summary>
internal sealed class DirectDeadlines
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private RegisteredBufferPool? _pool;
    private DeadlineThread? _thread;
    private bool _isStopped;

    /// <summary>Creates an instance without a thread.</summary>
    /// <param name="time">The clock.</param>
    internal DirectDeadlines(TimeProvider time)
    {
        _time = time;
        Alarms = new Alarms(Schedule);
    }

    /// <summary>Scheduled callbacks.</summary>
    internal Alarms Alarms { get; }

    /// <summary>Lets the thread enforce the deadlines of the pool.</summary>
    internal void Attach(RegisteredBufferPool pool) => Volatile.Write(ref _pool, pool);

    /// <summary>Makes sure that deadlines are checked no later than at a timestamp.</summary>
    /// <param name="timestamp">The timestamp; <see cref="long.MaxValue"/> is never.</param>
    internal void Schedule(long timestamp)
    {
        DeadlineThread? thread;
        lock (_gate)
        {
            if (_thread is null && !_isStopped && timestamp != long.MaxValue)
            {
                _thread = new DeadlineThread(_time, OnTick);
            }

            thread = _thread;
        }

        thread?.Schedule(timestamp);
    }

    /// <summary>Ends the thread, once there are no deadlines.</summary>
    internal Task StopAsync()
    {
        DeadlineThread? thread;
        lock (_gate)
        {
            _isStopped = true;
            thread = _thread;
        }

        thread?.Stop();
        return thread?.Ended ?? Task.CompletedTask;
    }

    private long OnTick(long now)
    {
        long next = Alarms.FireDue(now);
        if (Volatile.Read(ref _pool) is { } pool)
        {
            pool.ExpireWaiters();
            next = Math.Min(next, pool.NextDeadline);
        }

        return next;
    }
}
