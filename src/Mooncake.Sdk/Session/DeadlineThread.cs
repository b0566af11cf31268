using Mooncake.Buffers;
using Mooncake.Pipeline;

namespace Mooncake.Session;

/// <summary>A thread that wakes at deadlines, so that they are met even while the thread pool is starved.</summary>
internal sealed class DeadlineThread
{
    // Timers are limited to some weeks; an occasional unnecessary wake-up costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private const int ArmingTries = 4;

    private readonly TimeProvider _time;
    private readonly Func<long, long> _tick;
    private readonly WakeSignal _wake = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _target = long.MinValue;
    private volatile bool _isStopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="tick">Does the work due at a timestamp, and returns the next deadline; runs on the thread, throws nothing.</param>
    internal DeadlineThread(TimeProvider time, Func<long, long> tick)
    {
        _time = time;
        _tick = tick;
        new Thread(Run) { Name = "Mooncake deadlines", IsBackground = true }.UnsafeStart();
    }

    /// <summary>Completes when the thread has ended.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>The next wake-up, as a timestamp; <see cref="long.MaxValue"/> while work is being done. For tests.</summary>
    internal long Target => Volatile.Read(ref _target);

    /// <summary>
    /// Makes sure that the thread wakes no later than at a timestamp. Call it after the work that is due then is visible.
    /// </summary>
    /// <param name="timestamp">The timestamp; <see cref="long.MaxValue"/> is never.</param>
    internal void Schedule(long timestamp)
    {
        if (timestamp < Volatile.Read(ref _target))
        {
            _wake.Set();
        }
    }

    /// <summary>Ends the thread.</summary>
    internal void Stop()
    {
        _isStopped = true;
        _wake.Set();
    }

    private void Run()
    {
        using ITimer? timer = ReferenceEquals(_time, TimeProvider.System)
            ? null
            : _time.CreateTimer(static state => ((WakeSignal)state!).Set(), _wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_isStopped)
        {
            // A thread that schedules while the tick runs finds a target that is never early enough, and wakes this thread once more.
            Volatile.Write(ref _target, long.MaxValue);
            long next = _tick(_time.GetTimestamp());
            Volatile.Write(ref _target, next);
            Sleep(timer, next);
        }

        _ended.SetResult();
    }

    private void Sleep(ITimer? timer, long next)
    {
        if (timer is null)
        {
            _wake.Wait(Shortest(Timestamps.Until(_time, next)));
            return;
        }

        // A manual clock may move between the reading and the arming. Then the timer is set too late, and is armed again. With a running
        // clock that is the case each time, but by so little that a few iterations are enough.
        long now = _time.GetTimestamp();
        for (int tries = 0; tries < ArmingTries && next > now; tries++)
        {
            // Not rounded, because a clock of another kind may be exactly at the deadline and no later.
            timer.Change(Shortest(_time.GetElapsedTime(now, next)), Timeout.InfiniteTimeSpan);
            long before = now;
            now = _time.GetTimestamp();
            if (now == before)
            {
                break;
            }
        }

        if (next > now)
        {
            _wake.Wait(Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Shortest(TimeSpan pause) => pause < LongestSleep ? pause : LongestSleep;
}
