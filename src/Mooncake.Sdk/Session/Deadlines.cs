using Mooncake.Buffers;

namespace Mooncake.Session;

/// <summary>
/// All deadlines and alarms of a session, kept by one thread. A session without a pipeline starts the thread when something first waits for
/// a lease or a buffer. Thread-safe.
/// </summary>
internal sealed class Deadlines
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private Func<long, long>? _tick;
    private RegisteredBufferPool? _pool;
    private DeadlineThread? _thread;
    private bool _isStopped;

    /// <summary>Has no thread yet.</summary>
    /// <param name="time">The clock.</param>
    internal Deadlines(TimeProvider time)
    {
        _time = time;
        Alarms = new Alarms(Schedule);
    }

    /// <summary>One-off callbacks at a time.</summary>
    internal Alarms Alarms { get; }

    /// <summary>
    /// When the thread wakes next, as a timestamp; <see cref="long.MaxValue"/> while it does what is due, or if there is none.
    /// </summary>
    internal long Target => Volatile.Read(ref _thread)?.Target ?? long.MaxValue;

    /// <summary>Adds the pool's deadlines.</summary>
    internal void Attach(RegisteredBufferPool pool) => Volatile.Write(ref _pool, pool);

    /// <summary>Adds the pipeline's deadlines, and starts the thread.</summary>
    /// <param name="tick">Does what is due at a timestamp, and returns the next deadline. Throws nothing.</param>
    internal void Start(Func<long, long> tick)
    {
        Volatile.Write(ref _tick, tick);
        StartThread();
    }

    /// <summary>Makes sure that the thread wakes no later than at a timestamp. Call it after what is due then can be found.</summary>
    /// <param name="timestamp">When; <see cref="long.MaxValue"/> is never.</param>
    internal void Schedule(long timestamp)
    {
        if (timestamp != long.MaxValue)
        {
            (Volatile.Read(ref _thread) ?? StartThread())?.Schedule(timestamp);
        }
    }

    /// <summary>Ends the thread, once nothing has a deadline.</summary>
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

    /// <summary>The thread; null if the session has ended before it had one.</summary>
    private DeadlineThread? StartThread()
    {
        lock (_gate)
        {
            if (_thread is null && !_isStopped)
            {
                Volatile.Write(ref _thread, new DeadlineThread(_time, OnTick));
            }

            return _thread;
        }
    }

    private long OnTick(long now)
    {
        long next = Alarms.FireDue(now);
        if (Volatile.Read(ref _tick) is { } tick)
        {
            next = Math.Min(next, tick(now));
        }

        if (Volatile.Read(ref _pool) is { } pool)
        {
            pool.ExpireWaiters();
            next = Math.Min(next, pool.NextDeadline);
        }

        return next;
    }
}
