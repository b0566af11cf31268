using System.Net.Sockets;

namespace Mooncake.Testing;

/// <summary>
/// Makes calls wait: on the system's clock with microsecond precision and without spinning, on any other
/// <see cref="TimeProvider"/> until its timer fires.
/// </summary>
/// <remarks>
/// Thread-safe. On the system's clock a wait allocates nothing once as many threads have waited before.
/// </remarks>
internal sealed class CallDelay : IDisposable
{
    // A coarse wait ends up to a tick late, so it stops this much before the end, and the paced sleep covers the rest.
    private static readonly TimeSpan CoarseMargin = TimeSpan.FromMilliseconds(2);

    // An object, not a Lock: the waits need Monitor's wait and pulse.
    private readonly object _sync = new();
    private readonly Stack<PacedSleep> _idle = new();
    private readonly HashSet<ProviderWait> _waiting = [];
    private readonly TimeProvider _timeProvider;
    private bool _isClosed;

    /// <summary>Waits on a clock.</summary>
    /// <param name="timeProvider">The clock.</param>
    internal CallDelay(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Blocks for a time, never shorter, unless <see cref="Dispose"/> ends it.</summary>
    /// <param name="delay">The time; zero or less returns immediately.</param>
    internal void Wait(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        if (ReferenceEquals(_timeProvider, TimeProvider.System))
        {
            WaitOnSystemClock(delay);
        }
        else
        {
            WaitOnProvider(delay);
        }
    }

    /// <summary>Ends the waits in progress and closes the idle connections. Later waits return immediately.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _isClosed = true;
            Monitor.PulseAll(_sync);
            foreach (ProviderWait wait in _waiting)
            {
                wait.End();
            }

            while (_idle.TryPop(out PacedSleep? sleep))
            {
                sleep.Dispose();
            }
        }
    }

    private void WaitOnProvider(TimeSpan delay)
    {
        ProviderWait wait = new();
        lock (_sync)
        {
            if (_isClosed)
            {
                return;
            }

            _waiting.Add(wait);
        }

        using (_timeProvider.CreateTimer(static state => ((ProviderWait)state!).End(), wait, delay, Timeout.InfiniteTimeSpan))
        {
            wait.Block();
        }

        lock (_sync)
        {
            _waiting.Remove(wait);
        }
    }

    private void WaitOnSystemClock(TimeSpan delay)
    {
        long start = _timeProvider.GetTimestamp();
        TimeSpan coarse = PacedSleep.IsSupported ? delay - CoarseMargin : delay;
        if (coarse >= CoarseMargin || !PacedSleep.IsSupported)
        {
            WaitWholeMilliseconds(coarse);
        }

        TimeSpan left = delay - _timeProvider.GetElapsedTime(start);
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        PacedSleep? sleep = Rent();
        try
        {
            for (; left > TimeSpan.Zero && sleep is not null; left = delay - _timeProvider.GetElapsedTime(start))
            {
                double microseconds = Math.Ceiling(left.TotalMicroseconds);
                sleep.Pause((int)Math.Min(microseconds, PacedSleep.MaxMicroseconds));
            }
        }
        catch (SocketException)
        {
            // The connection is closed; the rest of the delay is timed in milliseconds.
            sleep!.Dispose();
            sleep = null;
        }

        Return(sleep);
        WaitWholeMilliseconds(delay - _timeProvider.GetElapsedTime(start));
    }

    private void WaitWholeMilliseconds(TimeSpan delay)
    {
        long start = _timeProvider.GetTimestamp();
        lock (_sync)
        {
            for (TimeSpan left = delay; left > TimeSpan.Zero && !_isClosed; left = delay - _timeProvider.GetElapsedTime(start))
            {
                Monitor.Wait(_sync, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            }
        }
    }

    private PacedSleep? Rent()
    {
        lock (_sync)
        {
            if (_idle.TryPop(out PacedSleep? sleep))
            {
                return sleep;
            }
        }

        try
        {
            return PacedSleep.IsSupported ? new PacedSleep() : null;
        }
        catch (SocketException)
        {
            // No socket is available: this wait is timed in milliseconds.
            return null;
        }
    }

    private void Return(PacedSleep? sleep)
    {
        if (sleep is null)
        {
            return;
        }

        lock (_sync)
        {
            if (!_isClosed)
            {
                _idle.Push(sleep);
                return;
            }
        }

        sleep.Dispose();
    }

    /// <summary>One call that waits for a provider's timer.</summary>
    private sealed class ProviderWait
    {
        private readonly object _sync = new();
        private bool _ended;

        internal void End()
        {
            lock (_sync)
            {
                _ended = true;
                Monitor.Pulse(_sync);
            }
        }

        internal void Block()
        {
            lock (_sync)
            {
                while (!_ended)
                {
                    Monitor.Wait(_sync);
                }
            }
        }
    }
}
