using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <summary>The objects of an open folder. The caller of every method holds the database's count (<see cref="Enter"/>).</summary>
internal sealed unsafe partial class ObjectStore : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly StoreState _state;
    private readonly MemoryTier? _memory;
    private readonly Committer _committer;
    private readonly ExpiryRounds _rounds;

    /// <summary>Takes over an open database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="state">What is known of the store in memory.</param>
    /// <param name="memory">The memory tier, which is taken over as well; null for none.</param>
    internal ObjectStore(RocksDatabase database, StoreState state, MemoryTier? memory)
    {
        _database = database;
        _state = state;
        _memory = memory;
        _committer = new Committer(new WriteGroup(database, state, memory));
        state.EarliestExpiry = EarliestExpiryOf(database);
        _rounds = new ExpiryRounds(state, SweepInRound);
    }

    /// <summary>The database.</summary>
    internal RocksDatabase Database => _database;

    /// <summary>What is known in memory.</summary>
    internal StoreState State => _state;

    /// <summary>What reclaims expired objects while nothing is written.</summary>
    internal ExpiryRounds Rounds => _rounds;

    /// <summary>The memory tier, whose reads need no <see cref="Enter"/>; null if there is none.</summary>
    internal MemoryTier? Memory => _memory;

    /// <summary>Begins a call.</summary>
    internal RocksCall Enter() => _database.Enter();

    /// <summary>Ends the rounds, closes the memory tier, and the database when the last call under way has ended.</summary>
    public void Dispose()
    {
        _rounds.Dispose();
        _memory?.Dispose();
        _database.Dispose();
    }

    /// <summary>What the store holds and has done; expired objects are reclaimed first.</summary>
    internal StoreStatistics GetStatistics()
    {
        SweepExpired();
        StoreTotals totals = _state.Totals;
        return new StoreStatistics(
            totals.Objects,
            totals.UsedBytes,
            _state.CapacityBytes,
            totals.Evictions,
            totals.Expirations,
            _state.Hits.Sum + (_memory?.Hits ?? 0),
            _state.Misses.Sum);
    }

    /// <summary>Reports why an object finds no room.</summary>
    internal OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength)
    {
        StoreTotals totals = _state.Totals;
        long capacity = _state.CapacityBytes;
        long overhead = ObjectRecord.CostOf(0, keyLength);
        long largest = capacity == 0 ? PutRequest.LargestObject : Math.Clamp(capacity - overhead, 0, PutRequest.LargestObject);
        OutOfSpaceCause cause =
            size > (nuint)largest ? OutOfSpaceCause.ObjectTooLarge
            : _state.LastWriteError is { } error && RocksErrors.OfWrite(error) == StoreErrorCode.NoAvailableHandle ? OutOfSpaceCause.DiskFull
            : capacity == 0 ? OutOfSpaceCause.Unknown
            : totals.PinnedBytes + overhead + (long)size > capacity ? OutOfSpaceCause.HardPins
            : totals.UsedBytes + overhead + (long)size > capacity ? OutOfSpaceCause.Leases
            : OutOfSpaceCause.Unknown;
        return new OutOfSpaceReport(
            cause, largest, capacity, totals.PinnedBytes, cause == OutOfSpaceCause.Leases ? totals.UsedBytes - totals.PinnedBytes : 0)
        {
            CapacitySetting = capacity != 0 && size <= PutRequest.LargestObject ? "capacity= (CapacityBytes)" : null,
        };
    }

    /// <summary>The first expiry on disk; 0 if it cannot be read, so that the first sweep reports why.</summary>
    private static long EarliestExpiryOf(RocksDatabase database)
    {
        using RocksIterator entries = new(database, database.Expiry, database.Options.Scans);
        entries.Seek(default);
        return entries.IsValid ? (long)PrefixedKey.ReadNumber(entries.Key) : entries.TakeError() is null ? long.MaxValue : 0;
    }

    /// <summary>Reclaims what has expired, if there may be anything.</summary>
    internal void SweepExpired()
    {
        while (SweepSome())
        {
        }
    }

    /// <summary>Reclaims a batch of what has expired, if there may be anything. Other writes come in between.</summary>
    /// <returns>True if there may be more.</returns>
    private bool SweepSome()
    {
        if (_state.UtcNow < _state.EarliestExpiry)
        {
            return false;
        }

        SweepOperation sweep = new();
        _committer.Execute(sweep);
        return sweep.HasMore;
    }

    private bool SweepInRound()
    {
        using RocksCall call = Enter();
        return call.IsEntered && SweepSome();
    }
}
