namespace Mooncake.Pipeline;

/// <summary>Wakes one thread that sleeps; a signal that comes before the sleep ends it at once. Signals that pile up are one.</summary>
internal sealed class WakeSignal
{
    // Monitor.Wait needs an object with a lock of the old kind.
    private readonly object _gate = new();
    private bool _isSet;

    /// <summary>Ends the sleep, now or when it comes.</summary>
    internal void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Sleeps until the signal.</summary>
    /// <param name="limit">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
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
