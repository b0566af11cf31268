using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <summary>The objects of an open folder. The caller of every method holds the database's count (<see cref="Enter"/>).</summary>
internal sealed unsafe partial class ObjectStore : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly StoreState _state;
    private readonly Committer _committer;

    /// <summary>Takes over an open database.</summary>
    internal ObjectStore(RocksDatabase database, StoreState state)
    {
        _database = database;
        _state = state;
        _committer = new Committer(new WriteGroup(database, state));
    }

    /// <summary>The database.</summary>
    internal RocksDatabase Database => _database;

    /// <summary>What is known in memory.</summary>
    internal StoreState State => _state;

    /// <summary>Begins a call.</summary>
    internal RocksCall Enter() => _database.Enter();

    /// <summary>Closes the database when the last call in progress has ended.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>What the store holds and has done; expired objects are reclaimed first.</summary>
    internal StoreStatistics GetStatistics()
    {
        SweepExpired();
        StoreTotals totals = _state.Totals;
        return new StoreStatistics(
            totals.Objects, totals.UsedBytes, _state.CapacityBytes, totals.Evictions, totals.Expirations, _state.Hits.Sum, _state.Misses.Sum);
    }

    /// <summary>Reports why an object finds no room.</summary>
    internal NoRoomReport ReportNoRoom(nuint size, int keyLength)
    {
        StoreTotals totals = _state.Totals;
        long capacity = _state.CapacityBytes;
        long overhead = ObjectRecord.CostOf(0, keyLength);
        long largest = capacity == 0 ? PutRequest.LargestObject : Math.Clamp(capacity - overhead, 0, PutRequest.LargestObject);
        NoRoomCause cause =
            size > (nuint)largest ? NoRoomCause.ObjectTooLarge
            : _state.LastWriteError is { } error && RocksErrors.OfWrite(error) == StoreErrorCode.NoAvailableHandle ? NoRoomCause.DiskFull
            : capacity == 0 ? NoRoomCause.Unknown
            : totals.PinnedBytes + overhead + (long)size > capacity ? NoRoomCause.HardPins
            : totals.UsedBytes + overhead + (long)size > capacity ? NoRoomCause.Leases
            : NoRoomCause.Unknown;
        return new NoRoomReport(
            cause, largest, capacity, totals.PinnedBytes, cause == NoRoomCause.Leases ? totals.UsedBytes - totals.PinnedBytes : 0)
        {
            CapacitySetting = capacity != 0 && size <= PutRequest.LargestObject ? "capacity= (CapacityBytes)" : null,
        };
    }

    /// <summary>Reclaims what has expired, if there may be anything.</summary>
    internal void SweepExpired()
    {
        if (_state.UtcNow >= _state.EarliestExpiry)
        {
            _committer.Execute(new SweepOperation());
        }
    }
}
