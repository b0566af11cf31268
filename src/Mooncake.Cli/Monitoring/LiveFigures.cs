using Mooncake.Server.Observability;

namespace Mooncake.Cli.Monitoring;

/// <summary>What happened in an interval, as <c>top --json</c> and the dashboard have it. A figure is null if nothing counts it.</summary>
internal sealed record LiveFigures
{
    /// <summary>Counts the intervals, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the interval ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The interval's length in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Operations a second: commands of the server's clients; on a cluster, objects that the master was asked for.</summary>
    public double? OperationsPerSecond { get; init; }

    /// <summary>Objects a second that were read or looked for.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The share of reads that found an object, from 0 to 1; null in an interval without reads.</summary>
    public double? HitRatio { get; init; }

    /// <summary>Objects at the interval's end.</summary>
    public long? Objects { get; init; }

    /// <summary>Bytes that objects occupy at the interval's end.</summary>
    public long? UsedBytes { get; init; }

    /// <summary>Bytes that objects can occupy; 0 for no limit.</summary>
    public long? CapacityBytes { get; init; }

    /// <summary>Objects evicted a second.</summary>
    public double? EvictionsPerSecond { get; init; }

    /// <summary>Objects a second that expired.</summary>
    public double? ExpirationsPerSecond { get; init; }

    /// <summary>Bytes a second that the server received.</summary>
    public double? ReceivedPerSecond { get; init; }

    /// <summary>Bytes a second that the server sent.</summary>
    public double? SentPerSecond { get; init; }

    /// <summary>Connections of the server at the interval's end.</summary>
    public int? Connections { get; init; }

    /// <summary>The median time of a command in the server, in microseconds; null in an interval without commands.</summary>
    public double? P50 { get; init; }

    /// <summary>The time that 95 percent of the commands did not exceed, in microseconds.</summary>
    public double? P95 { get; init; }

    /// <summary>The time that 99 percent of the commands did not exceed, in microseconds.</summary>
    public double? P99 { get; init; }

    /// <summary>Why the store gave no figures, or null.</summary>
    public string? Error { get; init; }

    /// <summary>The figures of the time between two snapshots.</summary>
    /// <param name="earlier">The snapshot at the beginning.</param>
    /// <param name="later">The snapshot at the end.</param>
    /// <param name="sequence">The interval's number.</param>
    /// <param name="clock">The clock of both.</param>
    internal static LiveFigures Between(CounterSnapshot earlier, CounterSnapshot later, long sequence, TimeProvider clock)
    {
        double seconds = Math.Max(1e-6, clock.GetElapsedTime(earlier.Timestamp, later.Timestamp).TotalSeconds);
        long? hits = Grown(earlier.Hits, later.Hits);
        long? reads = hits + Grown(earlier.Misses, later.Misses);
        LatencyHistogram? latency = later.Latency is { } now && earlier.Latency is { } before ? now.Since(before) : null;
        return new LiveFigures
        {
            Sequence = sequence,
            Time = clock.GetUtcNow(),
            Seconds = seconds,
            OperationsPerSecond = Grown(earlier.Operations, later.Operations) / seconds,
            ReadsPerSecond = reads / seconds,
            HitRatio = reads > 0 ? (double?)hits / reads : null,
            Objects = later.Objects,
            UsedBytes = later.UsedBytes,
            CapacityBytes = later.CapacityBytes,
            EvictionsPerSecond = Grown(earlier.Evictions, later.Evictions) / seconds,
            ExpirationsPerSecond = Grown(earlier.Expirations, later.Expirations) / seconds,
            ReceivedPerSecond = Grown(earlier.ReceivedBytes, later.ReceivedBytes) / seconds,
            SentPerSecond = Grown(earlier.SentBytes, later.SentBytes) / seconds,
            Connections = later.Connections,
            P50 = latency?.Percentile(0.5),
            P95 = latency?.Percentile(0.95),
            P99 = latency?.Percentile(0.99),
            Error = later.Error,
        };
    }

    // A counter that has shrunk was started anew, as by a master that was restarted.
    private static long? Grown(long? earlier, long? later) => later < earlier ? 0 : later - earlier;
}
