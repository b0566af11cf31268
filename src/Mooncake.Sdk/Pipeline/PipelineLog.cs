using Microsoft.Extensions.Logging;
using Mooncake.Observability;

namespace Mooncake.Pipeline;

/// <summary>Logs the events of lanes. Messages are written on the thread pool, so that no logger delays a lane or a deadline.</summary>
/// <param name="logger">The logger; must not throw.</param>
internal sealed class PipelineLog(ILogger logger)
{
    /// <summary>Native calls hang.</summary>
    /// <param name="limit">The minimum time for which they have been in progress.</param>
    /// <param name="hungLanes">Number of lanes that hang now.</param>
    internal void LaneHung(TimeSpan limit, int hungLanes) =>
        Write(LogLevel.Error, () => Log.LaneHung(logger, limit.TotalMilliseconds, hungLanes));

    /// <summary>A native call that hung has returned.</summary>
    /// <param name="hungLanes">Number of lanes that still hang.</param>
    internal void LaneReturned(int hungLanes) => Write(LogLevel.Information, () => Log.LaneReturned(logger, hungLanes));

    /// <summary>A native call took long.</summary>
    /// <param name="kind">How the calls were executed.</param>
    /// <param name="count">Number of calls in it.</param>
    /// <param name="elapsed">Its duration.</param>
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
