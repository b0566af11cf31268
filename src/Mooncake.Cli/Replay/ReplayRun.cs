using System.Diagnostics;
using KvCacheReplay;
using Mooncake.Cli.Charts;

namespace Mooncake.Cli.Replay;

/// <summary>A replay of all requests against one store.</summary>
internal sealed class ReplayRun
{
    // Points of the chart over the requests.
    private const int Points = 80;

    private ReplayRun(ReplayFigures figures, StoreError? firstError, TimeSpan elapsed, List<ChartPoint> soFar, List<ChartPoint> recent)
    {
        Figures = figures;
        FirstError = firstError;
        Elapsed = elapsed;
        SoFar = soFar;
        Recent = recent;
    }

    /// <summary>What was counted.</summary>
    internal ReplayFigures Figures { get; }

    /// <summary>The first failure, or null.</summary>
    internal StoreError? FirstError { get; }

    /// <summary>How long the replay took.</summary>
    internal TimeSpan Elapsed { get; }

    /// <summary>The hit ratio of all requests up to each point.</summary>
    internal IReadOnlyList<ChartPoint> SoFar { get; }

    /// <summary>The hit ratio of the requests since the point before.</summary>
    internal IReadOnlyList<ChartPoint> Recent { get; }

    /// <summary>Replays requests.</summary>
    /// <param name="store">The store.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="blockBytes">Payload of a block in bytes.</param>
    /// <param name="progress">Called after each request with the figures.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    internal static async Task<ReplayRun> RunAsync(
        MooncakeStore store, IReadOnlyList<TraceRequest> requests, int blockBytes, Action<ReplayFigures> progress,
        CancellationToken cancellationToken)
    {
        Replayer replayer = new(store, blockBytes);
        ReplayFigures figures = replayer.Figures;
        List<ChartPoint> soFar = [];
        List<ChartPoint> recent = [];
        int every = Math.Max(1, requests.Count / Points);
        (long blocks, long hits) = (0, 0);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < requests.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await replayer.ReplayAsync(requests[i], cancellationToken);
            progress(figures);
            if ((i + 1) % every == 0 || i == requests.Count - 1)
            {
                soFar.Add(new ChartPoint(i + 1, figures.HitRatio));
                recent.Add(new ChartPoint(i + 1, figures.Blocks == blocks ? 0 : (double)(figures.Hits - hits) / (figures.Blocks - blocks)));
                (blocks, hits) = (figures.Blocks, figures.Hits);
            }
        }

        return new ReplayRun(figures, replayer.FirstError, Stopwatch.GetElapsedTime(start), soFar, recent);
    }
}
