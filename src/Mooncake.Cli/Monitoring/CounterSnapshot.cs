using Mooncake.Server.Observability;

namespace Mooncake.Cli.Monitoring;

/// <summary>What a store, and a server over it, have counted up to a moment. A figure is null if nothing counts it.</summary>
internal sealed record CounterSnapshot
{
    /// <summary>When, as a timestamp of the clock.</summary>
    internal required long Timestamp { get; init; }

    /// <summary>Operations: commands of the server's clients, or objects that the master of a cluster was asked for.</summary>
    internal long? Operations { get; init; }

    /// <summary>Reads that found an object.</summary>
    internal long? Hits { get; init; }

    /// <summary>Reads that found none.</summary>
    internal long? Misses { get; init; }

    /// <summary>Objects now.</summary>
    internal long? Objects { get; init; }

    /// <summary>Bytes that objects occupy now.</summary>
    internal long? UsedBytes { get; init; }

    /// <summary>Bytes that objects can occupy; 0 for no limit.</summary>
    internal long? CapacityBytes { get; init; }

    /// <summary>Objects that were evicted.</summary>
    internal long? Evictions { get; init; }

    /// <summary>Objects that expired.</summary>
    internal long? Expirations { get; init; }

    /// <summary>Bytes that the server received.</summary>
    internal long? ReceivedBytes { get; init; }

    /// <summary>Bytes that the server sent.</summary>
    internal long? SentBytes { get; init; }

    /// <summary>Connections of the server now.</summary>
    internal int? Connections { get; init; }

    /// <summary>How long commands took in the server.</summary>
    internal LatencyHistogram? Latency { get; init; }

    /// <summary>Why the store gave no figures, or null.</summary>
    internal string? Error { get; init; }
}
