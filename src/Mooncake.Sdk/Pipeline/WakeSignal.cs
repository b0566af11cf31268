using System.Diagnostics;

namespace Mooncake.Pipeline;

/// <summary>Wakes one sleeping thread; a signal before the sleep ends it immediately. Several signals count as one.</summary>
internal sealed class WakeSignal
{
    private const int SpinsPerCheck = 8;

    // Monitor.Wait needs an object with a classic monitor lock.
    private readonly object _gate = new();
    private bool _isSet;
    private bool _isParked;

    /// <summary>Ends the sleep, now or when it starts.</summary>
    internal void Set()
    {
        // Either this thread sees that the other is parked, or the other sees the signal before it parks: both write first, with a full
        // fence, and then read. A thread that spins is woken by the write alone.
        if (!Interlocked.Exchange(ref _isSet, true) && Volatile.Read(ref _isParked))
        {
            lock (_gate)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Sleeps until the signal. Without a limit it never ends otherwise; with one it may end early.</summary>
    /// <param name="limit">The maximum time; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    internal void Wait(TimeSpan limit)
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _isParked, true);

            // The pulse of an earlier signal may come late, after the thread has seen that signal.
            while (!Volatile.Read(ref _isSet) && Monitor.Wait(_gate, limit) && limit == Timeout.InfiniteTimeSpan)
            {
            }

            Volatile.Write(ref _isParked, false);
            Clear();
        }
    }

    /// <summary>Waits for the signal without giving up the processor.</summary>
    /// <param name="limit">The maximum time.</param>
    /// <returns>True if the signal came; false to call <see cref="Wait"/>.</returns>
    internal bool TrySpin(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Volatile.Read(ref _isSet))
        {
            if (Stopwatch.GetElapsedTime(start) >= limit)
            {
                return false;
            }

            Thread.SpinWait(SpinsPerCheck);
        }

        Clear();
        return true;
    }

    // With a full fence: what the thread reads next includes everything written before the signals that this clears.
    private void Clear() => Interlocked.Exchange(ref _isSet, false);
}
