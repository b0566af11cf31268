namespace Mooncake.Pipeline;

/// <summary>Looks for a master that is gone: one small question at a time, at intervals. Used by the thread that keeps deadlines.</summary>
internal sealed class ReachabilityProbe
{
    private readonly StorePipeline _pipeline;
    private readonly long _interval;
    private ProbeCall? _current;
    private long _next;

    /// <summary>Creates a probe that has not asked yet.</summary>
    /// <param name="pipeline">Where the question travels.</param>
    /// <param name="interval">The interval in ticks of the clock.</param>
    internal ReachabilityProbe(StorePipeline pipeline, long interval)
    {
        _pipeline = pipeline;
        _interval = interval;
    }

    /// <summary>Asks, if it is time and no question is open.</summary>
    /// <param name="now">The timestamp.</param>
    /// <param name="isNeeded">True while the master counts as gone.</param>
    /// <returns>When to come back, or <see cref="long.MaxValue"/>.</returns>
    internal long StartIfDue(long now, bool isNeeded)
    {
        if (!isNeeded)
        {
            // The next time that it is needed, it asks at once.
            _next = now;
            return long.MaxValue;
        }

        if (now >= _next)
        {
            _next = now + _interval;

            // A question whose time is over counts as answered, even if its native call hangs: its lane is replaced, and another one asks.
            if (_current is not { IsAnswered: false })
            {
                _current = new ProbeCall { Deadline = _pipeline.DeadlineFromNow };
                _pipeline.Start(_current, isProbe: true);
            }
        }

        return _next;
    }
}
