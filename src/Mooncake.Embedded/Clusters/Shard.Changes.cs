using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Changes of the shard's objects. Every object is published and dies under the lock: an entry in a slot is alive there.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Publishes an object, unless its key has one. The caller has the lock of its entry's arena.</summary>
    /// <param name="id">The entry, filled except for the fields that only a live object has.</param>
    /// <param name="item">The object.</param>
    /// <param name="epoch">The object's epoch; reads before it may have an older one, so they count as older.</param>
    internal PublishOutcome TryPublish(int id, ref NewObject item, out long epoch)
    {
        epoch = 0;
        using (_index.Lock.Hold())
        {
            if (_isClosed)
            {
                return PublishOutcome.SegmentLeaving;
            }

            int slot = _index.FindSlot(item.Hash, item.Key, item.KeyLength);
            if (slot >= 0)
            {
                return IsExpired(_index.IdAt(slot)) ? PublishOutcome.Expired : PublishOutcome.Exists;
            }

            if (item.Placement.IsLeaving)
            {
                return PublishOutcome.SegmentLeaving;
            }

            return TryInsert(id, item.Hash, out epoch);
        }
    }

    /// <summary>Lets another entry take over an object, with its lease and its stamp, unless the object was removed.</summary>
    /// <param name="id">The object's entry, which is dead afterwards and must be retired.</param>
    /// <param name="successor">The other, filled except for the fields that only a live object has.</param>
    /// <param name="placement">The location of its bytes.</param>
    /// <returns>True if the object existed, and the placement is in no segment that leaves.</returns>
    internal bool TryMove(int id, int successor, in Placement placement)
    {
        using (_index.Lock.Hold())
        {
            Entry* old = _entries.At(id);
            if (_isClosed || !Entry.IsAlive(old) || placement.IsLeaving)
            {
                return false;
            }

            long expiresAt = ExpiryOf(id);
            if (expiresAt != ObjectExpiry.Never && !_cluster.Expiries.TrySet(successor, expiresAt))
            {
                return false;
            }

            Entry* entry = _entries.At(successor);
            SetExpires(successor, expiresAt != ObjectExpiry.Never);
            entry->Stamp = old->Stamp;
            Volatile.Write(ref entry->Hash, old->Hash);
            Volatile.Write(ref entry->State, entry->State | Entry.Alive);
            ReplaceAt(_index.SlotOf(id), id, successor);

            // No lease can be granted any more. A reader of the successor writes a later one.
            Interlocked.CompareExchange(ref entry->LeaseUntil, Volatile.Read(ref old->LeaseUntil), 0);
            return true;
        }
    }

    /// <summary>Removes an object.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="force">True to remove it even if it is leased.</param>
    /// <param name="now">The current time.</param>
    /// <param name="removed">Its entry, which must be retired; 0 if nothing was removed.</param>
    /// <param name="expired">The entry of an object that had expired, which must be retired; otherwise 0.</param>
    /// <returns>0, -704 or -706.</returns>
    internal int Remove(ulong hash, byte* key, int length, bool force, long now, out int removed, out int expired)
    {
        removed = 0;
        using (_index.Lock.Hold())
        {
            int slot = FindSlotUnexpired(hash, key, length, out expired);
            if (slot < 0)
            {
                return (int)StoreErrorCode.ObjectNotFound;
            }

            int id = _index.IdAt(slot);
            if (!TryRemoveAt(slot, force, now))
            {
                return (int)StoreErrorCode.ObjectHasLease;
            }

            removed = id;
            return 0;
        }
    }

    /// <summary>Removes an object for which no lease was granted since its state was read.</summary>
    /// <param name="id">Its entry, which must be retired; the caller has its arena's lock.</param>
    /// <param name="state">Its state, alive.</param>
    /// <returns>False if the state has changed, or the cluster ends.</returns>
    internal bool TryEvict(int id, long state)
    {
        using (_index.Lock.Hold())
        {
            if (_isClosed || Interlocked.CompareExchange(ref _entries.At(id)->State, state & ~Entry.Alive, state) != state)
            {
                return false;
            }

            _index.Clear(_index.SlotOf(id));
            return true;
        }
    }

    private bool TryRemoveAt(int slot, bool force, long now)
    {
        Entry* entry = _entries.At(_index.IdAt(slot));
        while (true)
        {
            // A reader that is granted a lease between the two reads has changed the state: read again.
            long state = Volatile.Read(ref entry->State);
            if (!force && Volatile.Read(ref entry->LeaseUntil) > now)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref entry->State, state & ~Entry.Alive, state) == state)
            {
                break;
            }
        }

        _index.Clear(slot);
        _index.CountRemoval();
        return true;
    }

    private PublishOutcome TryInsert(int id, ulong hash, out long epoch)
    {
        epoch = 0;
        if (!_index.TryMakeRoom())
        {
            return PublishOutcome.NoMemory;
        }

        epoch = Enliven(id, hash);
        _index.Insert(id);
        return PublishOutcome.Published;
    }

    /// <summary>Counts a put, and makes its entry live.</summary>
    /// <returns>The object's epoch.</returns>
    private long Enliven(int id, ulong hash)
    {
        Entry* entry = _entries.At(id);
        long epoch = _cluster.Ages.CountPut(_number, _index.Count);
        entry->Stamp = (int)epoch;

        // A reader that sees its own hash here may read everything else; see ShardIndex.Find.
        Volatile.Write(ref entry->Hash, hash);
        Volatile.Write(ref entry->State, entry->State | Entry.Alive);
        return epoch;
    }

    private void ReplaceAt(int slot, int old, int id)
    {
        // The slot first: a reader that finds the old entry dead sees that its slot has changed, and tries again.
        _index.Replace(slot, id);
        Interlocked.And(ref _entries.At(old)->State, ~Entry.Alive);
    }
}
