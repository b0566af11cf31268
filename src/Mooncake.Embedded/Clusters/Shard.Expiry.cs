using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Objects that expire.</content>
internal sealed unsafe partial class Shard
{
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

    /// <summary>Sets the bit of an unpublished entry.</summary>
    private void SetExpires(int id, bool expires)
    {
        ref long state = ref _entries.At(id)->State;
        Volatile.Write(ref state, expires ? state | Entry.Expires : state & ~Entry.Expires);
    }

    private long ExpiryOf(int id) =>
        (Volatile.Read(ref _entries.At(id)->State) & Entry.Expires) != 0 ? _cluster.Expiries.At(id) : ObjectExpiry.Never;
}
