using System.Diagnostics;

namespace Mooncake.Testing;

/// <summary>
/// A clock that only a test advances. Timers fire inside <see cref="Advance"/>, on the thread that advances it, in the order in which they
/// are due, each at its own due time.
/// </summary>
/// <remarks>
/// <para>Thread-safe. Two threads that advance the clock at the same time advance it by the sum of both.</para>
/// <para>
/// A test that advances the clock for another thread must first make sure that the thread waits: see <see cref="WaitForTimers"/>.
/// </para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    // An object, not a Lock: WaitForTimers needs Monitor's wait and pulse.
    private readonly object _sync = new();
    private readonly SortedSet<ManualTimer> _armed = new(ManualTimer.DueOrder);
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private TimeSpan _target;
    private long _sequence;

    /// <summary>Starts at midnight, 1 January 2000, UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Starts at a given time.</summary>
    /// <param name="start">The value of <see cref="GetUtcNow"/> before the first <see cref="Advance"/>.</param>
    public ManualTimeProvider(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>UTC, so that no test depends on the machine's zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 ns: 10,000,000 a second.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the clock has been advanced since it was created.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_sync)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>The number of timers that will fire when the clock is advanced far enough.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_sync)
            {
                return _armed.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>
    /// Advances the clock, and fires every timer that becomes due, at its due time. A timer that a callback arms is fired too if it is due
    /// within the same advance.
    /// </summary>
    /// <param name="by">The time; zero fires the timers due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative: this clock never goes back.</exception>
    /// <remarks>An exception from a callback ends the advance and is thrown; the timers after it fire with the next one.</remarks>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_sync)
        {
            // Summed separately from the clock, so that an advance inside a callback or on another thread adds to this one.
            _target += by;
            target = _target;
        }

        while (TakeNextDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_sync)
        {
            _elapsed = Later(_elapsed, target);
        }
    }

    /// <summary>Creates a timer that fires when the clock is advanced past its due time.</summary>
    /// <param name="callback">Called on the thread that advances the clock.</param>
    /// <param name="state">Passed to <paramref name="callback"/>.</param>
    /// <param name="dueTime">From now; zero fires on the next advance, even one by zero; infinite never fires.</param>
    /// <param name="period">Between later firings; zero or infinite fires once.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Blocks until timers are armed, which shows that other threads wait for this clock.</summary>
    /// <param name="count">The minimum number of armed timers.</param>
    /// <param name="timeout">The time limit, in real time.</param>
    /// <returns>True if that many are armed; false if <paramref name="timeout"/> passed first.</returns>
    public bool WaitForTimers(int count, TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_sync)
        {
            while (_armed.Count < count)
            {
                TimeSpan left = timeout - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_sync, left))
                {
                    return _armed.Count >= count;
                }
            }

            return true;
        }
    }

    /// <summary>Arms, re-arms or disarms a timer.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="dueTime">From now, or infinite to disarm.</param>
    /// <param name="period">Between later firings; zero or infinite for none.</param>
    /// <param name="dispose">True if the timer must never be armed again.</param>
    /// <returns>False if the timer is already disposed.</returns>
    internal bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period, bool dispose)
    {
        lock (_sync)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _armed.Remove(timer);
            timer.IsDisposed = dispose;
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Enqueue(timer, _elapsed + dueTime);
            }

            return true;
        }
    }

    private ManualTimer? TakeNextDue(TimeSpan target)
    {
        lock (_sync)
        {
            ManualTimer? next = _armed.Min;
            if (next is null || next.Due > target)
            {
                return null;
            }

            _armed.Remove(next);
            _elapsed = Later(_elapsed, next.Due);

            // Armed again before the callback runs, so that a Change inside the callback takes precedence.
            if (next.Period > TimeSpan.Zero)
            {
                Enqueue(next, next.Due + next.Period);
            }

            return next;
        }
    }

    private void Enqueue(ManualTimer timer, TimeSpan due)
    {
        timer.Due = due;
        timer.Sequence = ++_sequence;
        _armed.Add(timer);
        Monitor.PulseAll(_sync);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
