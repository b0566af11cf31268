namespace Mooncake.Llm;

/// <summary>Limits of a <see cref="PrefixCache{TBlock}"/>.</summary>
public sealed class PrefixCacheOptions
{
    /// <summary>The most blocks that wait to be stored; blocks beyond are dropped.</summary>
    /// <value>256 unless set; at least 1.</value>
    public int MaxQueuedBlocks { get; set; } = 256;

    /// <summary>
    /// The most bytes of blocks that wait to be stored; blocks beyond are dropped. A larger block is accepted if none waits.
    /// </summary>
    /// <value>256 MiB unless set; at least 1.</value>
    public long MaxQueuedBytes { get; set; } = 256 << 20;

    /// <summary>The most blocks that are stored by one batch.</summary>
    /// <value>16 unless set; at least 1.</value>
    public int MaxBatchBlocks { get; set; } = 16;

    /// <summary>The number of blocks that <see cref="PrefixCache{TBlock}.PrefetchAsync"/> reads at a time.</summary>
    /// <value>16 unless set; at least 1.</value>
    public int PrefetchBlocks { get; set; } = 16;

    /// <summary>
    /// The number of reads that may still be running although their time limit has passed. Until one of them ends, further reads are
    /// skipped and return nothing: a store that hangs gets no more work.
    /// </summary>
    /// <value>4 unless set; at least 1.</value>
    public int MaxLateReads { get; set; } = 4;

    /// <summary>
    /// How long blocks are dropped after the store has accepted none of a batch: the engine then does not copy its state for a store that
    /// is down.
    /// </summary>
    /// <value>1 second unless set; not negative.</value>
    public TimeSpan FailurePause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <see cref="PrefixCache{TBlock}.DisposeAsync"/> waits for blocks that are not stored yet.</summary>
    /// <value>5 seconds unless set; not negative.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Replication, pins and expiry of the blocks; null for the default.</summary>
    public PutOptions? PutOptions { get; set; }

    /// <summary>The clock of the time limits.</summary>
    /// <value><see cref="TimeProvider.System"/> unless set.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A copy of valid options.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal PrefixCacheOptions Validated()
    {
        Require(MaxQueuedBlocks >= 1, nameof(MaxQueuedBlocks), "at least 1");
        Require(MaxQueuedBytes >= 1, nameof(MaxQueuedBytes), "at least 1");
        Require(MaxBatchBlocks >= 1, nameof(MaxBatchBlocks), "at least 1");
        Require(PrefetchBlocks >= 1, nameof(PrefetchBlocks), "at least 1");
        Require(MaxLateReads >= 1, nameof(MaxLateReads), "at least 1");
        Require(FailurePause >= TimeSpan.Zero, nameof(FailurePause), "zero or more");
        Require(CloseTimeout >= TimeSpan.Zero, nameof(CloseTimeout), "zero or more");
        Require(TimeProvider is not null, nameof(TimeProvider), "set");
        return (PrefixCacheOptions)MemberwiseClone();
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{nameof(PrefixCacheOptions)}.{option} must be {range}.", nameof(option));
        }
    }
}
