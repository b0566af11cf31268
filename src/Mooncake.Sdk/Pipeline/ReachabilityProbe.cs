namespace Mooncake.Pipeline;

/// <summary>Probes an unreachable master, one small call at a time, at intervals. Used by the deadline thread.</summary>
internal sealed class ReachabilityProbe
{
    private readonly StorePipeline _pipeline;
    private readonly long _interval;
    private ProbeCall? _current;
    private long _next;

    /// <summary>Creates a probe that has made no call.</summary>
    /// <param name="pipeline">The pipeline that executes the call.</param>
    /// <param name="interval">The interval in ticks of the clock.</param>
    internal ReachabilityProbe(StorePipeline pipeline, long interval)
    {
        _pipeline = pipeline;
        _interval = interval;
    }

    /// <summary>Starts a call, if it is due and none is open.</summary>
    /// <param name="now">The timestamp.</param>
    /// <param name="isNeeded">True while the master counts as unreachable.</param>
    /// <returns>When to call again, or <see cref="long.MaxValue"/>.</returns>
    internal long StartIfDue(long now, bool isNeeded)
    {
        if (!isNeeded)
        {
            // The next time that it is needed, it probes immediately.
            _next = now;
            return long.MaxValue;
        }

        if (now >= _next)
        {
            _next = now + _interval;

            // A call that has timed out counts as completed, even if its native call hangs: its lane is replaced, and another one probes.
            if (_current is not { IsAnswered: false })
            {
                _current = new ProbeCall { Deadline = _pipeline.DeadlineFromNow };
                _pipeline.Start(_current, isProbe: true);
            }
        }

        return _next;
    }
}
