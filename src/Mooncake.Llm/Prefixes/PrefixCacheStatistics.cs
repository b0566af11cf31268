namespace Mooncake.Llm;

/// <summary>What a <see cref="PrefixCache{TBlock}"/> has done since it was created.</summary>
public readonly record struct PrefixCacheStatistics
{
    /// <summary>The number of calls of <see cref="PrefixCache{TBlock}.FindAsync"/>.</summary>
    public long Lookups { get; init; }

    /// <summary>The number of blocks that they asked for.</summary>
    public long RequestedBlocks { get; init; }

    /// <summary>The number of blocks that they found, from the beginnings of the prompts.</summary>
    public long FoundBlocks { get; init; }

    /// <summary>The number of blocks that were read.</summary>
    public long ReadBlocks { get; init; }

    /// <summary>The number of lookups and reads that had not ended at their time limit.</summary>
    public long LateReads { get; init; }

    /// <summary>
    /// The number of lookups and reads that were not started, because too many were late (<see cref="PrefixCacheOptions.MaxLateReads"/>).
    /// </summary>
    public long SkippedReads { get; init; }

    /// <summary>The number of lookups and reads that failed, at least in part.</summary>
    public long FailedReads { get; init; }

    /// <summary>The number of blocks that were stored, or whose keys had an object already.</summary>
    public long StoredBlocks { get; init; }

    /// <summary>The number of blocks that were dropped, because the store was slower than the engine.</summary>
    public long DroppedBlocks { get; init; }

    /// <summary>The number of blocks that the store did not accept.</summary>
    public long FailedBlocks { get; init; }

    /// <summary>The number of blocks that wait to be stored, or are being stored.</summary>
    public int QueuedBlocks { get; init; }

    /// <summary>The bytes of these blocks.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>The fraction of the requested blocks that were found, from 0 to 1; 0 if none were requested.</summary>
    public double HitRate => RequestedBlocks == 0 ? 0 : (double)FoundBlocks / RequestedBlocks;
}
