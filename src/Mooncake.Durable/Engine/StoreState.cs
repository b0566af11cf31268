namespace Mooncake.Durable.Engine;

/// <summary>The in-memory state of an open store: totals, leases, soft pins, and recent reads. Thread-safe.</summary>
internal sealed class StoreState
{
    private readonly TimedSequences _leases = new();
    private readonly TimedSequences _softPins = new();
    private readonly Lock _totalsGate = new();
    private readonly long _leaseTicks;
    private readonly long _softPinTicks;
    private StoreTotals _totals;
    private long _earliestExpiry;

    /// <summary>Initializes the state from the store's records.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="totals">The stored sums.</param>
    /// <param name="capacityBytes">The capacity; 0 for none.</param>
    internal StoreState(DurableOptions options, TimeProvider timeProvider, StoreTotals totals, long capacityBytes)
    {
        Options = options;
        TimeProvider = timeProvider;
        CapacityBytes = capacityBytes;
        _totals = totals;
        _leaseTicks = TicksOf(options.LeaseDuration);
        _softPinTicks = TicksOf(options.SoftPinDuration);
    }

    /// <summary>The store's options.</summary>
    internal DurableOptions Options { get; }

    /// <summary>The clock.</summary>
    internal TimeProvider TimeProvider { get; }

    /// <summary>The bytes that live objects may take; 0 for no limit.</summary>
    internal long CapacityBytes { get; }

    /// <summary>The objects read since eviction last considered them.</summary>
    internal RecentReads RecentReads { get; } = new();

    /// <summary>Reads that found their object in the database; the memory tier counts its own.</summary>
    internal StripedCounter Hits { get; } = new();

    /// <summary>Reads that found none.</summary>
    internal StripedCounter Misses { get; } = new();

    /// <summary>Syncs of the log that writes waited for.</summary>
    internal StripedCounter LogSyncs { get; } = new();

    /// <summary>The hits and misses of a memory tier in front of the disk; null without one.</summary>
    internal Func<(long Hits, long Misses)>? MemoryTierReads { get; set; }

    /// <summary>The error text of the last write, if RocksDB rejected it; null if it succeeded.</summary>
    internal string? LastWriteError { get; set; }

    /// <summary>Milliseconds since 1970: the time of expiry.</summary>
    internal long UtcNow => TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The time of leases and soft pins, which is not affected by changes of the system's clock.</summary>
    internal long Timestamp => TimeProvider.GetTimestamp();

    /// <summary>No object expires before this time; milliseconds since 1970. Read at opening; sweeps raise it.</summary>
    internal long EarliestExpiry
    {
        get => Volatile.Read(ref _earliestExpiry);
        set => Volatile.Write(ref _earliestExpiry, value);
    }

    /// <summary>The totals of committed changes.</summary>
    internal StoreTotals Totals
    {
        get
        {
            lock (_totalsGate)
            {
                return _totals;
            }
        }
    }

    /// <summary>Sets the totals of a committed group.</summary>
    internal void Publish(in StoreTotals totals)
    {
        lock (_totalsGate)
        {
            _totals = totals;
        }
    }

    /// <summary>Renews the lease of an object that is read, and records the read.</summary>
    internal void Read(ulong sequence)
    {
        if (_leaseTicks > 0)
        {
            long now = Timestamp;
            _leases.Set(sequence, now + _leaseTicks, now);
        }

        if (CapacityBytes != 0)
        {
            RecentReads.Note(sequence);
        }
    }

    /// <summary>True while a read protects an object.</summary>
    internal bool IsLeased(ulong sequence) => _leaseTicks > 0 && _leases.Contains(sequence, Timestamp);

    /// <summary>Pins an object softly.</summary>
    internal void PinSoftly(ulong sequence)
    {
        if (_softPinTicks > 0)
        {
            long now = Timestamp;
            _softPins.Set(sequence, now + _softPinTicks, now);
        }
    }

    /// <summary>True while a soft pin lasts.</summary>
    internal bool IsSoftPinned(ulong sequence) => _softPinTicks > 0 && _softPins.Contains(sequence, Timestamp);

    /// <summary>A duration in the units of <see cref="Timestamp"/>.</summary>
    internal long TicksOf(TimeSpan duration) => (long)(duration.TotalSeconds * TimeProvider.TimestampFrequency);
}
