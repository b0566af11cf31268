using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Writing, reading and removing objects by version and expiry.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>The current outcome of a conditional put, apart from memory. The outcome of the put itself may differ.</summary>
    /// <returns><see cref="PublishOutcome.Published"/> if its condition holds.</returns>
    internal PublishOutcome Judge(ulong hash, byte* key, int length, in PutTerms terms)
    {
        if (terms.Condition == PutCondition.Always)
        {
            return PublishOutcome.Published;
        }

        using (_index.Lock.Hold())
        {
            // If the cluster ends, the put finds no memory.
            if (_isClosed)
            {
                return PublishOutcome.Published;
            }

            int slot = _index.FindSlot(hash, key, length);
            int id = slot < 0 ? 0 : _index.IdAt(slot);
            return Judge(id != 0 && IsExpired(id) ? 0 : id, in terms);
        }
    }

    /// <summary>Publishes an object if a condition holds, in place of the existing one; readers find one or the other.</summary>
    /// <param name="id">The entry, filled except for the fields that only a live object has; the caller has its arena's lock.</param>
    /// <param name="item">The object.</param>
    /// <param name="terms">The condition and the expiry.</param>
    /// <param name="epoch">The object's epoch.</param>
    /// <param name="replaced">The entry of the old object, which is dead and must be retired; 0 if there was none.</param>
    /// <param name="hasExpired">True if the old object had expired: the new one has not replaced it.</param>
    internal PublishOutcome TryPublishIf(
        int id, ref NewObject item, in PutTerms terms, out long epoch, out int replaced, out bool hasExpired)
    {
        epoch = 0;
        replaced = 0;
        hasExpired = false;
        using (_index.Lock.Hold())
        {
            if (_isClosed || item.Placement.IsLeaving)
            {
                return PublishOutcome.SegmentLeaving;
            }

            int slot = _index.FindSlot(item.Hash, item.Key, item.KeyLength);
            int old = slot < 0 ? 0 : _index.IdAt(slot);
            hasExpired = old != 0 && IsExpired(old);
            int current = hasExpired ? 0 : old;
            PublishOutcome outcome = Judge(current, in terms);
            if (outcome != PublishOutcome.Published)
            {
                return outcome;
            }

            long expiresAt = terms.ExpiresAt != ObjectExpiry.Keep ? terms.ExpiresAt : current == 0 ? ObjectExpiry.Never : ExpiryOf(current);
            if (expiresAt != ObjectExpiry.Never && !_cluster.Expiries.TrySet(id, expiresAt))
            {
                return PublishOutcome.NoMemory;
            }

            SetExpires(id, expiresAt != ObjectExpiry.Never);
            if (slot < 0)
            {
                outcome = TryInsert(id, item.Hash, out epoch);
            }
            else
            {
                epoch = Enliven(id, item.Hash);
                ReplaceAt(slot, old, id);
                _index.CountRemoval();
                replaced = old;
            }

            if (outcome != PublishOutcome.Published)
            {
                SetExpires(id, expires: false);
                _cluster.Expiries.Clear(id);
            }

            return outcome;
        }
    }

    /// <summary>Copies an object, with its version and expiry. Grants no lease.</summary>
    /// <returns>Its size; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long ReadVersioned(
        ulong hash, byte* key, int length, void* buffer, nuint capacity, long epoch, out ObjectInfo info, out int expired)
    {
        info = default;
        long answer = (int)StoreErrorCode.ObjectNotFound;
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(hash);
        Entry* entry = FindUnexpired(hash, key, length, out int id, out expired);
        if (entry != null)
        {
            info = InfoOf(id);
            nuint size = entry->Size;
            answer = (long)size;
            if (buffer != null)
            {
                _reads.Hit(slot);
                entry->Stamp = (int)epoch;
                if (size <= capacity)
                {
                    Buffer.MemoryCopy(entry->Value, buffer, capacity, size);
                }
            }
        }
        else if (buffer != null)
        {
            _reads.Miss(slot);
        }

        slot->Exit();
        return answer;
    }

    /// <summary>Removes an object, regardless of leases, for a caller that copies its bytes and then retires it.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="limit">The maximum size; a larger object is kept.</param>
    /// <param name="version">The required version, or 0.</param>
    /// <param name="info">Its version and expiry.</param>
    /// <param name="taken">Its entry, which must be retired; 0 if it is kept.</param>
    /// <param name="expired">The entry of an object that had expired, which must be retired; otherwise 0.</param>
    /// <returns>Its size, -704 or <see cref="StoreErrorCode.ObjectChanged"/>.</returns>
    internal long Take(ulong hash, byte* key, int length, nuint limit, ulong version, out ObjectInfo info, out int taken, out int expired)
    {
        info = default;
        taken = 0;
        using (_index.Lock.Hold())
        {
            int slot = FindSlotUnexpired(hash, key, length, out expired);
            if (slot < 0)
            {
                return (int)StoreErrorCode.ObjectNotFound;
            }

            int id = _index.IdAt(slot);
            if (version != 0 && version != VersionOf(id))
            {
                return (int)StoreErrorCode.ObjectChanged;
            }

            info = InfoOf(id);
            nuint size = _entries.At(id)->Size;
            if (size <= limit)
            {
                _ = TryRemoveAt(slot, force: true, now: 0);
                taken = id;
            }

            return (long)size;
        }
    }

    /// <summary>Changes when an object expires.</summary>
    /// <returns>0, -704 or -200.</returns>
    internal int SetExpiry(ulong hash, byte* key, int length, long expiresAt, out int expired)
    {
        using (_index.Lock.Hold())
        {
            int slot = FindSlotUnexpired(hash, key, length, out expired);
            if (slot < 0)
            {
                return (int)StoreErrorCode.ObjectNotFound;
            }

            int id = _index.IdAt(slot);
            if (expiresAt == ObjectExpiry.Never)
            {
                Interlocked.And(ref _entries.At(id)->State, ~Entry.Expires);
                _cluster.Expiries.Clear(id);
                return 0;
            }

            if (!_cluster.Expiries.TrySet(id, expiresAt))
            {
                return (int)StoreErrorCode.NoAvailableHandle;
            }

            // The time first: a reader that sees the bit finds it.
            Interlocked.Or(ref _entries.At(id)->State, Entry.Expires);
            return 0;
        }
    }

    /// <summary>Removes the object of an entry if it has expired. The entry may represent another object by now, or none.</summary>
    /// <returns>True if it was removed, and must be retired.</returns>
    internal bool TryExpire(int id)
    {
        using (_index.Lock.Hold())
        {
            // In this order: an entry that is alive and of this shard can only die under this lock. If it is alive in another shard, the
            // hash that is read afterwards cannot be one of this shard, where an object is published under this lock only.
            Entry* entry = _entries.At(id);
            if (_isClosed || !Entry.IsAlive(entry) || _cluster.ShardOf(Volatile.Read(ref entry->Hash)) != this || !IsExpired(id))
            {
                return false;
            }

            return TryRemoveAt(_index.SlotOf(id), force: true, now: 0);
        }
    }

    /// <summary>True if the entry's object has expired. Requires the lock, or a hazard slot that protects the entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsExpired(int id) => (Volatile.Read(ref _entries.At(id)->State) & Entry.Expires) != 0 && _cluster.HasExpired(id);

    /// <summary>Finds an object that has not expired. Takes no lock; the caller has a hazard slot.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="id">Its entry.</param>
    /// <param name="expired">The entry of an object that has expired, to be reclaimed once the hazard mark is cleared; otherwise 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* FindUnexpired(ulong hash, byte* key, int length, out int id, out int expired)
    {
        expired = 0;
        id = 0;

        // After the hazard slot: the end of the cluster waits for the hazard slot, or the reader sees that it has begun.
        if (Volatile.Read(ref _isClosed))
        {
            return null;
        }

        Entry* entry = _index.Find(hash, key, length, out id);
        if (entry != null && (entry->State & Entry.Expires) != 0 && _cluster.HasExpired(id))
        {
            expired = id;
            return null;
        }

        return entry;
    }

    /// <summary>The slot of an object that has not expired, or -1. Removes an expired one. Requires the lock.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="expired">The entry of an object that was removed because it had expired, which must be retired; otherwise 0.</param>
    private int FindSlotUnexpired(ulong hash, byte* key, int length, out int expired)
    {
        expired = 0;
        int slot = _isClosed ? -1 : _index.FindSlot(hash, key, length);
        if (slot < 0 || !IsExpired(_index.IdAt(slot)))
        {
            return slot;
        }

        expired = _index.IdAt(slot);
        _ = TryRemoveAt(slot, force: true, now: 0);
        return -1;
    }

    private PublishOutcome Judge(int current, in PutTerms terms) => terms.Condition switch
    {
        PutCondition.Absent => current == 0 ? PublishOutcome.Published : PublishOutcome.Exists,
        PutCondition.Always => PublishOutcome.Published,
        _ when current == 0 => PublishOutcome.Missing,
        PutCondition.Unchanged when VersionOf(current) != terms.Version => PublishOutcome.Changed,
        _ => PublishOutcome.Published,
    };

    /// <summary>Sets the bit of an unpublished entry.</summary>
    private void SetExpires(int id, bool expires)
    {
        ref long state = ref _entries.At(id)->State;
        Volatile.Write(ref state, expires ? state | Entry.Expires : state & ~Entry.Expires);
    }

    private long ExpiryOf(int id) =>
        (Volatile.Read(ref _entries.At(id)->State) & Entry.Expires) != 0 ? _cluster.Expiries.At(id) : ObjectExpiry.Never;

    private ulong VersionOf(int id) => Entry.VersionOf(_entries.At(id), id);

    private ObjectInfo InfoOf(int id) => new(VersionOf(id), ExpiryOf(id));
}
