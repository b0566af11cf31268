namespace Mooncake.Durable;

/// <summary>What a durable store holds and does. Counts begin when the store is opened. Immutable.</summary>
public sealed record DurableStatistics
{
    /// <summary>Objects, with expired ones that were not reclaimed yet.</summary>
    public required long Objects { get; init; }

    /// <summary>The bytes that they count against the capacity: values, twice the keys, and 64 bytes each.</summary>
    public required long LiveBytes { get; init; }

    /// <summary>The bytes of all files of the folder: tables, logs, and RocksDB's own files.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>The bytes of the logs that an opening would replay; some may be reserved already and not written.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Syncs of the log that writes waited for. 0 unless the store syncs each commit.</summary>
    public required long LogSyncs { get; init; }

    /// <summary>The bytes of table files that RocksDB estimates it has to rewrite.</summary>
    public required long CompactionBacklogBytes { get; init; }

    /// <summary>Compactions and flushes that are under way.</summary>
    public required int BackgroundJobs { get; init; }

    /// <summary>The bytes of memtables: what was written and is not in table files yet.</summary>
    public required long MemtableBytes { get; init; }

    /// <summary>The bytes of table blocks in memory (<see cref="DurableOptions.TableCacheBytes"/>).</summary>
    public required long TableCacheBytes { get; init; }

    /// <summary>Reads that the memory tier has served; 0 without one.</summary>
    public required long MemoryTierHits { get; init; }

    /// <summary>Reads that the memory tier has passed on to the disk; 0 without one.</summary>
    public required long MemoryTierMisses { get; init; }

    /// <summary>When the newest checkpoint of the schedule was made; null if there is none.</summary>
    public required DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>Why the last attempt of the schedule made no checkpoint; null if it made one, and before the first.</summary>
    public required StoreError? CheckpointFailure { get; init; }
}
