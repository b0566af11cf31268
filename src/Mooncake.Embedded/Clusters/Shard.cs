using System.Runtime.CompilerServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// One part of a cluster's keys, selected by their hash: which objects exist, and under which entries. Reads take no lock; changes take the
/// shard's own. The objects themselves belong to <see cref="Arena"/>s.
/// </summary>
internal sealed unsafe partial class Shard
{
    private readonly Cluster _cluster;
    private readonly EntryTable _entries;
    private readonly ReadCounts _reads;
    private ShardIndex _index;
    private readonly int _number;
    private bool _isClosed;

    /// <summary>Creates an empty shard.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="number">Its index in the cluster.</param>
    internal Shard(Cluster cluster, int number)
    {
        _cluster = cluster;
        _entries = cluster.Entries;
        _reads = cluster.Reads;
        _index = new ShardIndex(_entries);
        _number = number;
    }

    /// <summary>Number of objects in the shard.</summary>
    internal int Count => _index.Count;

    /// <summary>Number of objects removed by calls and with leaving clients, retired or about to be.</summary>
    internal long Removals => _index.Removals;

    /// <summary>True once the shard has ended; to be read after setting a hazard slot, or under the lock.</summary>
    internal bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Closes the shard: nothing is published, found, removed or evicted here any more.</summary>
    internal void Close()
    {
        using (_index.Lock.Hold())
        {
            Volatile.Write(ref _isClosed, true);
        }
    }

    /// <summary>Waits until the change that was in progress when the call began has ended.</summary>
    internal void Settle()
    {
        using (_index.Lock.Hold())
        {
        }
    }

    /// <summary>True if the shard may have an object with the hash in a hazard slot (<see cref="HazardSlot.Normalize"/>).</summary>
    internal bool MayHoldHazard(ulong hash) => _index.MayHold(hash) || _index.MayHold(hash ^ 1);

    /// <summary>Starts to load the slot of a key (<see cref="ShardIndex.PrefetchSlot"/>).</summary>
    internal void PrefetchSlot(ulong hash) => _index.PrefetchSlot(hash);

    /// <summary>Starts to load the entry of a key (<see cref="ShardIndex.PrefetchEntry"/>).</summary>
    internal int PrefetchEntry(ulong hash) => _index.PrefetchEntry(hash);

    /// <summary>True if there is an object with this key, except briefly after a rebuild of the table; renews nothing.</summary>
    internal bool Contains(ulong hash, byte* key, int length)
    {
        // New keys are most common, and examining the slots is enough for them.
        return _index.MayHold(hash) && IsThere(hash, key, length);
    }

    /// <summary>True if there is an object with this key; renews nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool IsThere(ulong hash, byte* key, int length)
    {
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(hash);
        bool found = FindUnexpired(hash, key, length, out _, out _) != null;
        slot->Exit();
        return found;
    }

    /// <summary>Copies an object and renews its lease.</summary>
    /// <returns>
    /// Its size; -704 if there is none, -600 if it is larger than <paramref name="room"/> (its lease is renewed nevertheless).
    /// </returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long Read(ulong hash, byte* key, int length, void* buffer, nuint room, in Lease lease, long epoch)
    {
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(hash);
        long answer = (int)StoreErrorCode.ObjectNotFound;
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch, out int expired);
        if (entry != null)
        {
            _reads.Hit(slot);
            nuint size = entry->Size;
            answer = (int)StoreErrorCode.InvalidParams;
            if (size <= room)
            {
                Buffer.MemoryCopy(entry->Value, buffer, room, size);
                answer = (long)size;
            }
        }

        slot->Exit();
        if (entry == null)
        {
            _reads.Miss(slot);
            _cluster.ExpireFound(expired);
        }

        return answer;
    }

    /// <summary>Finds an object, protects it from reclamation, and renews its lease.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="lease">The lease to grant.</param>
    /// <param name="epoch">The current age epoch.</param>
    /// <param name="slot">Protects the object until <see cref="HazardSlot.ExitView"/>; null if there is none.</param>
    /// <param name="bytes">The object's first byte.</param>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long View(ulong hash, byte* key, int length, in Lease lease, long epoch, out HazardSlot* slot, out byte* bytes)
    {
        HazardSlot* taken = HazardSlot.EnterView(hash);
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch, out int expired);
        if (entry == null)
        {
            _reads.Miss(taken);
            HazardSlot.ExitView(taken);
            _cluster.ExpireFound(expired);
            slot = null;
            bytes = null;
            return (int)StoreErrorCode.ObjectNotFound;
        }

        _reads.Hit(taken);
        slot = taken;
        bytes = entry->Value;
        return (long)entry->Size;
    }

    /// <summary>Returns the size of an object, and renews its lease.</summary>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long SizeOf(ulong hash, byte* key, int length, in Lease lease, long epoch)
    {
        HazardSlot* slot = HazardSlot.Current;
        slot->Enter(hash);
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch, out int expired);
        long size = entry == null ? (int)StoreErrorCode.ObjectNotFound : (long)entry->Size;
        slot->Exit();
        if (entry == null)
        {
            _cluster.ExpireFound(expired);
        }

        return size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* FindAndRenew(ulong hash, byte* key, int length, in Lease lease, long epoch, out int expired)
    {
        while (true)
        {
            Entry* entry = FindUnexpired(hash, key, length, out _, out expired);
            if (entry == null)
            {
                return null;
            }

            // Only changed values are written: a value that many threads read stays in all their caches.
            if (entry->Stamp != (int)epoch)
            {
                entry->Stamp = (int)epoch;
            }

            if (Volatile.Read(ref entry->LeaseUntil) >= lease.EnoughUntil)
            {
                return entry;
            }

            // The lease first, then the count: an evictor that missed the one sees the other, and does not evict. If the object is dead
            // nevertheless, it was dead before the lease was granted.
            Volatile.Write(ref entry->LeaseUntil, lease.Until);
            if ((Interlocked.Add(ref entry->State, Entry.LeaseUnit) & Entry.Alive) != 0)
            {
                return entry;
            }
        }
    }
}
