using Mooncake.Durable.Caching;
using Mooncake.Durable.Rocks;
using Mooncake.Shared;

namespace Mooncake.Durable.Engine;

/// <summary>
/// The changes that are committed together: one RocksDB batch, with the new totals where they are needed. Used by one thread at a time, the
/// leader.
/// </summary>
/// <remarks>
/// The database shows a change only when it is committed. An operation that reads a key changed by the group commits the group first, so
/// that it sees the change. That is rare, and avoids a second view of the store.
/// </remarks>
internal sealed unsafe partial class WriteGroup
{
    private const long LargeBatch = 64 << 20;

    private readonly RocksDatabase _database;
    private readonly BatchFunctions _batches;
    private readonly StoreState _state;
    private readonly MemoryTier? _memory;
    private readonly KeyHash _hash = new();
    private readonly HashSet<ulong> _changedKeys = [];
    private readonly List<WriteOperation> _pending = [];
    private StoreTotals _totals;
    private long _batchBytes;

    /// <summary>
    /// Set before the RocksDB batch gets a part of a change: if the rest fails, the batch must not be committed with the next one.
    /// </summary>
    private bool _hasChanges;
    private bool _storesTotals;
    private ulong _lastStored;
    private long _earliestAdded = long.MaxValue;

    /// <summary>Makes an empty group.</summary>
    /// <param name="database">The database, whose count the leading thread holds.</param>
    /// <param name="state">What is known of the store in memory.</param>
    /// <param name="memory">The memory tier, or null.</param>
    internal WriteGroup(RocksDatabase database, StoreState state, MemoryTier? memory)
    {
        _memory = memory;
        _database = database;
        _batches = database.Library.Batches;
        _state = state;
        _totals = state.Totals;
        _stall = new WriteStall(database, state.Options.Folder);
    }

    /// <summary>The database.</summary>
    internal RocksDatabase Database => _database;

    /// <summary>What is known of the store in memory.</summary>
    internal StoreState State => _state;

    /// <summary>Milliseconds since 1970; one time for all operations of the group.</summary>
    internal long Now => _state.UtcNow;

    /// <summary>The sums with the group's changes.</summary>
    internal ref readonly StoreTotals Totals => ref _totals;

    /// <summary>Looks for a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="record">What is known of its object; it may have expired.</param>
    /// <returns>1, 0 if there is none, or a negative code.</returns>
    internal int Find(byte* key, int length, out ObjectRecord record)
    {
        if (_changedKeys.Count > 0 && _changedKeys.Contains(_hash.Compute(key, length)))
        {
            Commit();
        }

        return MetaReads.Find(_database, key, length, out record);
    }

    /// <summary>Adds an object in place of the one under its key, or where there is none.</summary>
    /// <param name="operation">The operation that asks for it.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="value">The object's bytes.</param>
    /// <param name="item">The object; its sequence is given here.</param>
    /// <param name="old">The existing object; the default if there is none.</param>
    /// <param name="isExpired">True if the existing object has expired.</param>
    /// <returns>The object's sequence.</returns>
    internal ulong Put(
        WriteOperation operation, byte* key, int length, void* value, in ObjectRecord item, in ObjectRecord old, bool isExpired)
    {
        _hasChanges = true;
        if (old.Sequence != 0)
        {
            RemoveBytes(key, length, in old);
            _totals = isExpired ? _totals with { Expirations = _totals.Expirations + 1 } : _totals;
        }

        _storesTotals |= item.IsHardPinned;
        ObjectRecord record = item with { Sequence = _totals.LastSequence + 1 };
        _totals = (_totals with { LastSequence = record.Sequence }).With(in record, length);
        PutRecord(key, length, in record);
        byte* room = stackalloc byte[PrefixedKey.StackRoom];
        PrefixedKey dataKey = new(room, record.Sequence, key, length);
        _batches.Put(_database.Batch, _database.Data, dataKey.Bytes, dataKey.Length, (byte*)value, (nuint)record.Size);
        dataKey.Dispose();
        PutExpiry(key, length, in record);
        Note(operation, key, length, record.CostWith(length));
        _memory?.NoteStored(key, length, value, in record);
        return record.Sequence;
    }

    /// <summary>Removes an object.</summary>
    /// <param name="operation">The operation that asks for it; null for one that is removed on the way.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="record">What is known of the object.</param>
    internal void Remove(WriteOperation? operation, byte* key, int length, in ObjectRecord record)
    {
        _hasChanges = true;
        RemoveBytes(key, length, in record);
        _batches.Delete(_database.Batch, _database.Meta, key, (nuint)length);
        Note(operation, key, length, ObjectRecord.CostOf(0, length));
    }

    /// <summary>Removes an object that has expired, or that eviction has chosen, and counts it.</summary>
    internal void Reclaim(byte* key, int length, in ObjectRecord record, bool isExpired)
    {
        Remove(operation: null, key, length, in record);
        _totals = isExpired ? _totals with { Expirations = _totals.Expirations + 1 } : _totals with { Evictions = _totals.Evictions + 1 };
    }

    /// <summary>Changes when an object expires.</summary>
    /// <param name="operation">The operation that asks for it.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="record">What is known of the object.</param>
    /// <param name="expiresAt">The new expiry; 0 for none.</param>
    internal void SetExpiry(WriteOperation operation, byte* key, int length, in ObjectRecord record, long expiresAt)
    {
        _hasChanges = true;
        _memory?.BeginChange(key, length);
        RemoveExpiry(key, length, in record);
        ObjectRecord changed = record with { ExpiresAt = expiresAt };
        PutRecord(key, length, in changed);
        PutExpiry(key, length, in changed);
        Note(operation, key, length, ObjectRecord.CostOf(0, length));
    }

    /// <summary>Adds the totals, even if they have not changed.</summary>
    /// <param name="operation">The operation that asks for it.</param>
    internal void AddTotals(WriteOperation operation)
    {
        _hasChanges = true;
        _storesTotals = true;
        _pending.Add(operation);
    }

    /// <summary>Removes an entry of the family of expiry times that belongs to no object.</summary>
    /// <param name="entry">The entry's key.</param>
    /// <param name="length">Its length in bytes.</param>
    internal void DropExpiryEntry(byte* entry, int length)
    {
        _batches.Delete(_database.Batch, _database.Expiry, entry, (nuint)length);
        _hasChanges = true;
    }

    /// <summary>True if the group has changed a key since it was last committed.</summary>
    internal bool HasChanged(byte* key, int length) => _changedKeys.Contains(_hash.Compute(key, length));

    /// <summary>Commits the changes if they have grown large: a RocksDB batch is in memory, and is limited to 4 GiB.</summary>
    internal void CommitIfLarge()
    {
        if (_batchBytes > LargeBatch)
        {
            Commit();
        }
    }

    /// <summary>Keeps eviction away from a key that an operation is about to change.</summary>
    internal void Claim(byte* key, int length) => _changedKeys.Add(_hash.Compute(key, length));

    private void PutRecord(byte* key, int length, in ObjectRecord record)
    {
        byte* bytes = stackalloc byte[ObjectRecord.Length];
        record.Write(new Span<byte>(bytes, ObjectRecord.Length));
        _batches.Put(_database.Batch, _database.Meta, key, (nuint)length, bytes, ObjectRecord.Length);
    }

    private void RemoveBytes(byte* key, int length, in ObjectRecord record)
    {
        _memory?.BeginChange(key, length);
        _totals = _totals.Without(in record, length);
        _storesTotals = true;
        byte* room = stackalloc byte[PrefixedKey.StackRoom];
        PrefixedKey dataKey = new(room, record.Sequence, key, length);
        _batches.DeleteOnce(_database.Batch, _database.Data, dataKey.Bytes, dataKey.Length);
        dataKey.Dispose();
        RemoveExpiry(key, length, in record);
    }

    private void PutExpiry(byte* key, int length, in ObjectRecord record)
    {
        if (record.ExpiresAt != 0)
        {
            byte* room = stackalloc byte[PrefixedKey.StackRoom];
            PrefixedKey expiryKey = new(room, (ulong)record.ExpiresAt, key, length);
            _batches.Put(_database.Batch, _database.Expiry, expiryKey.Bytes, expiryKey.Length, room, 0);
            expiryKey.Dispose();
            _earliestAdded = Math.Min(_earliestAdded, record.ExpiresAt);
            _state.EarliestExpiry = Math.Min(_state.EarliestExpiry, record.ExpiresAt);
        }
    }

    private void RemoveExpiry(byte* key, int length, in ObjectRecord record)
    {
        if (record.ExpiresAt != 0)
        {
            byte* room = stackalloc byte[PrefixedKey.StackRoom];
            PrefixedKey expiryKey = new(room, (ulong)record.ExpiresAt, key, length);
            _batches.Delete(_database.Batch, _database.Expiry, expiryKey.Bytes, expiryKey.Length);
            expiryKey.Dispose();
        }
    }

    private void Note(WriteOperation? operation, byte* key, int length, long bytes)
    {
        _batchBytes += bytes;
        _changedKeys.Add(_hash.Compute(key, length));
        if (operation is not null && (_pending.Count == 0 || _pending[^1] != operation))
        {
            _pending.Add(operation);
        }
    }
}
