using System.Diagnostics.Metrics;

namespace Mooncake.Llm.Prefixes;

/// <summary>Counts what a cache does, for its statistics and for the instruments of the meter <c>Mooncake.Llm</c>. Thread-safe.</summary>
internal sealed class PrefixCounters
{
    private long _lookups;
    private long _requested;
    private long _found;
    private long _read;
    private long _late;
    private long _skipped;
    private long _failedReads;
    private long _stored;
    private long _dropped;
    private long _failed;
    private StoreError? _lastError;

    /// <summary>The last error of the store, or null.</summary>
    internal StoreError? LastError => Volatile.Read(ref _lastError);

    /// <summary>A lookup has ended.</summary>
    internal void AddLookup(int requested, int found)
    {
        Interlocked.Increment(ref _lookups);
        Interlocked.Add(ref _requested, requested);
        Interlocked.Add(ref _found, found);
        Count(PrefixInstruments.LookedUpBlocks, found, PrefixInstruments.Found);
        Count(PrefixInstruments.LookedUpBlocks, requested - found, PrefixInstruments.Missing);
    }

    /// <summary>Blocks were read.</summary>
    internal void AddRead(int blocks) => Interlocked.Add(ref _read, blocks);

    /// <summary>A lookup or read was not finished at its time limit.</summary>
    internal void AddLate()
    {
        Interlocked.Increment(ref _late);
        Count(PrefixInstruments.UnansweredReads, 1, PrefixInstruments.Late);
    }

    /// <summary>A lookup or read was not started.</summary>
    internal void AddSkipped()
    {
        Interlocked.Increment(ref _skipped);
        Count(PrefixInstruments.UnansweredReads, 1, PrefixInstruments.Skipped);
    }

    /// <summary>A lookup or read failed, at least in part.</summary>
    internal void AddFailedRead(StoreError error)
    {
        Interlocked.Increment(ref _failedReads);
        Volatile.Write(ref _lastError, error);
        Count(PrefixInstruments.UnansweredReads, 1, PrefixInstruments.Failed);
    }

    /// <summary>A block was stored.</summary>
    internal void AddStored()
    {
        Interlocked.Increment(ref _stored);
        Count(PrefixInstruments.StoredBlocks, 1, PrefixInstruments.Stored);
    }

    /// <summary>A block was dropped.</summary>
    internal void AddDropped()
    {
        Interlocked.Increment(ref _dropped);
        Count(PrefixInstruments.StoredBlocks, 1, PrefixInstruments.Dropped);
    }

    /// <summary>A block could not be stored.</summary>
    internal void AddFailedBlock(StoreError error)
    {
        Interlocked.Increment(ref _failed);
        Volatile.Write(ref _lastError, error);
        Count(PrefixInstruments.StoredBlocks, 1, PrefixInstruments.Failed);
    }

    /// <summary>The counts.</summary>
    /// <param name="queuedBlocks">The number of blocks that are not stored yet.</param>
    /// <param name="queuedBytes">Their bytes.</param>
    internal PrefixCacheStatistics Snapshot(int queuedBlocks, long queuedBytes) => new()
    {
        Lookups = Volatile.Read(ref _lookups),
        RequestedBlocks = Volatile.Read(ref _requested),
        FoundBlocks = Volatile.Read(ref _found),
        ReadBlocks = Volatile.Read(ref _read),
        LateReads = Volatile.Read(ref _late),
        SkippedReads = Volatile.Read(ref _skipped),
        FailedReads = Volatile.Read(ref _failedReads),
        StoredBlocks = Volatile.Read(ref _stored),
        DroppedBlocks = Volatile.Read(ref _dropped),
        FailedBlocks = Volatile.Read(ref _failed),
        QueuedBlocks = queuedBlocks,
        QueuedBytes = queuedBytes,
    };

    private static void Count(Counter<long> counter, long value, string outcome)
    {
        if (value > 0)
        {
            counter.Add(value, new KeyValuePair<string, object?>(PrefixInstruments.Outcome, outcome));
        }
    }
}
