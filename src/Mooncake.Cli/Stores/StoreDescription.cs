using Mooncake.Cli.Frame;
using Mooncake.Durable;

namespace Mooncake.Cli.Stores;

/// <summary>Asks a store what it is.</summary>
internal static class StoreDescription
{
    /// <summary>Describes a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">The options that it was opened with.</param>
    /// <param name="cancellation">Ends the questions.</param>
    internal static Task<DescribeReport> OfAsync(MooncakeStore store, MooncakeStoreOptions options, CancellationToken cancellation) =>
        store.Cluster is { } cluster
            ? OfClusterAsync(cluster, NewReport(store, options.Cluster.MasterAddress), cancellation)
            : OfEngineAsync(store, NewReport(store, store.Durable?.Folder), cancellation);

    private static DescribeReport NewReport(MooncakeStore store, string? address) =>
        new() { Engine = EngineName.Of(store), Version = ToolHelp.Version, Address = address };

    private static async Task<DescribeReport> OfClusterAsync(
        StoreCluster cluster, DescribeReport report, CancellationToken cancellation)
    {
        StoreResult<ClusterDescription> described = await cluster.DescribeAsync(cancellation);
        if (!described.TryGetValue(out ClusterDescription? master, out StoreError? error))
        {
            return report with { Problem = error!.Message };
        }

        report = report with
        {
            IsServing = master.IsServing,
            Status = master.Status,
            Role = master.Role,
            State = master.State,
            Leader = master.LeaderAddress,
            UsedBytes = master.UsedBytes,
            CapacityBytes = master.TotalBytes,
            Segments =
            [
                .. master.Segments.Select(segment => new SegmentReport(
                    segment.Name, segment.Endpoint, segment.Protocol, segment.Status, segment.UsedBytes, segment.TotalBytes)),
            ],
        };
        StoreResult<ClusterMetrics> counted = await cluster.GetMetricsAsync(cancellation);
        return counted.TryGetValue(out ClusterMetrics? metrics, out error)
            ? report with
            {
                Clients = metrics.Clients,
                Objects = metrics.Objects,
                Evictions = metrics.EvictedObjects,
                HitRatio = metrics.HitRatio,
            }
            : report with { Problem = error!.Message };
    }

    private static async Task<DescribeReport> OfEngineAsync(
        MooncakeStore store, DescribeReport report, CancellationToken cancellation)
    {
        StoreResult<StoreStatistics> counted = await store.GetStatisticsAsync(cancellation);
        if (counted.TryGetValue(out StoreStatistics statistics, out StoreError? error))
        {
            long reads = statistics.Hits + statistics.Misses;
            report = report with
            {
                Objects = statistics.Objects,
                UsedBytes = statistics.UsedBytes,
                CapacityBytes = statistics.CapacityBytes,
                Evictions = statistics.Evictions,
                HitRatio = reads > 0 ? (double)statistics.Hits / reads : null,
            };
        }

        if (error is null && store.Durable is { } durable)
        {
            StoreResult<DurableStatistics> measured = durable.GetStatistics();
            report = measured.TryGetValue(out DurableStatistics? files, out error)
                ? report with
                {
                    Folder = new FolderReport(
                        files.DiskBytes, files.LogBytes, files.CompactionBacklogBytes, files.LastCheckpoint,
                        files.CheckpointFailure?.Message),
                }
                : report;
        }

        return report with { Problem = error?.Message };
    }
}
