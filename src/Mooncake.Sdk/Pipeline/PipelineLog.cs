using Microsoft.Extensions.Logging;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>Logs what happens to lanes. The writing is the thread pool's, so that no logger holds up a lane or a deadline.</summary>
/// <param name="logger">Where messages go; throws nothing.</param>
internal sealed class PipelineLog(ILogger logger)
{
    /// <summary>Native calls hang.</summary>
    /// <param name="limit">How long they have been under way at least.</param>
    /// <param name="hungLanes">Number of lanes that hang by now.</param>
    internal void LaneHangs(TimeSpan limit, int hungLanes) => Write(LogLevel.Error, () => Log.LaneHangs(logger, limit.TotalMilliseconds, hungLanes));

    /// <summary>A native call that hung has returned.</summary>
    /// <param name="hungLanes">Number of lanes that hang still.</param>
    internal void LaneReturned(int hungLanes) => Write(LogLevel.Information, () => Log.LaneReturned(logger, hungLanes));

    /// <summary>A native call took long.</summary>
    /// <param name="kind">How the calls were carried out.</param>
    /// <param name="count">Number of calls that it carried.</param>
    /// <param name="elapsed">How long it took.</param>
    internal void SlowCall(CallKind kind, int count, TimeSpan elapsed) =>
        Write(LogLevel.Warning, () => Log.SlowCall(logger, kind.ToString(), count, elapsed.TotalMilliseconds));

    private void Write(LogLevel level, Action write)
    {
        if (logger.IsEnabled(level))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static write => write(), write, preferLocal: false);
        }
    }
}
