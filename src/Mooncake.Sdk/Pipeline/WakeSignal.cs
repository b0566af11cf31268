namespace Mooncake.Pipeline;

/// <summary>Wakes one sleeping thread; a signal before the sleep ends it immediately. Several signals count as one.</summary>
internal sealed class WakeSignal
{
    // Monitor.Wait needs an object with a classic monitor lock.
    private readonly object _gate = new();
    private bool _isSet;

    /// <summary>Ends the sleep, now or when it starts.</summary>
    internal void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Sleeps until the signal.</summary>
    /// <param name="limit">The maximum time; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    internal void Wait(TimeSpan limit)
    {
        lock (_gate)
        {
            if (!_isSet)
            {
                Monitor.Wait(_gate, limit);
            }

            _isSet = false;
        }
    }
}
