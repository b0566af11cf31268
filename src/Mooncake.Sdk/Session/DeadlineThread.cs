using Mooncake.Buffers;
using Mooncake.Pipeline;

namespace Mooncake.Session;

/// <summary>A thread that wakes at deadlines, so that they hold even while the thread pool is starved.</summary>
internal sealed class DeadlineThread
{
    // Timers take no more than some weeks; waking for nothing once in a while costs nothing.
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
    /// <param name="tick">Does what is due at a timestamp, and answers the next deadline; runs on the thread, throws nothing.</param>
    internal DeadlineThread(TimeProvider time, Func<long, long> tick)
    {
        _time = time;
        _tick = tick;
        new Thread(Run) { Name = "Mooncake deadlines", IsBackground = true }.UnsafeStart();
    }

    /// <summary>Completes when the thread has ended.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>When the thread wakes next, as a timestamp; <see cref="long.MaxValue"/> while it does what is due. For tests.</summary>
    internal long Target => Volatile.Read(ref _target);

    /// <summary>Makes sure that the thread wakes no later than at a timestamp. Call it after what is due then can be found.</summary>
    /// <param name="timestamp">When; <see cref="long.MaxValue"/> is never.</param>
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

        // A clock that is moved by hand may move between the reading and the arming. Then the timer stands too late, and is armed again; of a
        // clock that runs by itself that is true each time, and by so little that a few times are enough.
        long now = _time.GetTimestamp();
        for (int tries = 0; tries < ArmingTries && next > now; tries++)
        {
            // Not rounded, as a clock of another kind may stand exactly on the deadline and no later.
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
