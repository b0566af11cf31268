using Mooncake.Cli.Frame;
using Mooncake.Server;

namespace Mooncake.Cli.Monitoring;

/// <summary>Reads the counters of a store, and of a server over it. One call at a time.</summary>
/// <remarks>
/// A reading is one <c>GetStatisticsAsync</c>, or on a cluster one request to the master's HTTP port. It reads no object, so it grants no
/// lease and counts as no hit.
/// </remarks>
internal sealed class StoreMonitor : IFiguresSource
{
    // What a caller can ask the master about an object.
    private static readonly string[] MasterOperations = ["get_replica_list", "exist_key", "put_start", "remove"];

    private readonly MooncakeStore _store;
    private readonly RespServer? _server;
    private readonly TimeProvider _clock;
    private CounterSnapshot _last;
    private long _sequence;

    private StoreMonitor(MooncakeStore store, RespServer? server, TimeProvider clock)
    {
        _store = store;
        _server = server;
        _clock = clock;
        _last = new CounterSnapshot { Timestamp = clock.GetTimestamp() };
        Engine = EngineName.Of(store);
    }

    /// <inheritdoc/>
    public string Engine { get; }

    /// <summary>Takes a first reading, from which the first figures count.</summary>
    /// <param name="store">The store. It may be closed while it is monitored.</param>
    /// <param name="server">The server over it, or null.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    internal static async Task<StoreMonitor> StartAsync(
        MooncakeStore store, RespServer? server, TimeProvider clock, CancellationToken cancellationToken)
    {
        StoreMonitor monitor = new(store, server, clock);
        monitor._last = await monitor.ReadAsync(cancellationToken);
        return monitor;
    }

    /// <inheritdoc/>
    public async Task<LiveFigures> NextAsync(CancellationToken cancellationToken)
    {
        CounterSnapshot next = await ReadAsync(cancellationToken);
        LiveFigures figures = LiveFigures.Between(_last, next, ++_sequence, _clock);
        _last = next;
        return figures;
    }

    private async Task<CounterSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        CounterSnapshot read;
        try
        {
            read = _store.Cluster is { } cluster ? await ReadAsync(cluster, cancellationToken) : await ReadEngineAsync(cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            read = Failed("The store was closed.");
        }

        return _server?.State is not { } server ? read : read with
        {
            Operations = server.Commands,
            ReceivedBytes = server.BytesIn,
            SentBytes = server.BytesOut,
            Connections = server.Clients.Count,
            Latency = server.Latency,
        };
    }

    private async Task<CounterSnapshot> ReadEngineAsync(CancellationToken cancellationToken) =>
        (await _store.GetStatisticsAsync(cancellationToken)).TryGetValue(out StoreStatistics figures, out StoreError? error)
            ? new CounterSnapshot
            {
                Timestamp = _clock.GetTimestamp(),
                Hits = figures.Hits,
                Misses = figures.Misses,
                Objects = figures.Objects,
                UsedBytes = figures.UsedBytes,
                CapacityBytes = figures.CapacityBytes,
                Evictions = figures.Evictions,
                Expirations = figures.Expirations,
            }
            : Failed(error!.Message);

    private async Task<CounterSnapshot> ReadAsync(StoreCluster cluster, CancellationToken cancellationToken) =>
        (await cluster.GetMetricsAsync(cancellationToken)).TryGetValue(out ClusterMetrics? metrics, out StoreError? error)
            ? new CounterSnapshot
            {
                Timestamp = _clock.GetTimestamp(),
                Operations = MasterOperations.Sum(name =>
                    (long)metrics.All.GetValueOrDefault($"master_{name}_requests_total")
                    + (long)metrics.All.GetValueOrDefault($"master_batch_{name}_items_total")),
                Hits = metrics.Lookups - metrics.FailedLookups,
                Misses = metrics.FailedLookups,
                Objects = metrics.Objects,
                UsedBytes = metrics.UsedBytes,
                CapacityBytes = metrics.TotalBytes,
                Evictions = metrics.EvictedObjects,
            }
            : Failed(error!.Message);

    private CounterSnapshot Failed(string error) => new() { Timestamp = _clock.GetTimestamp(), Error = error };
}
