using System.Runtime.CompilerServices;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// One part of a cluster's objects, chosen by the key's hash: an index, the entries and their order of eviction. Reads take no
/// lock; changes take the shard's own.
/// </summary>
internal sealed unsafe partial class Shard
{
    private readonly EntryStore _entries = new();
    private readonly ShardIndex _index;
    private readonly Cluster _cluster;
    private readonly int _number;
    private BriefLock _lock;
    private readonly AgeLists _ordinary;
    private readonly AgeLists _softPinned;
    private readonly ParkedEntries _parked;
    private readonly Dictionary<int, Replica[]> _copies = [];
    private int _oldestSoftPin;
    private int _youngestSoftPin;

    /// <summary>An empty shard.</summary>
    /// <param name="cluster">The cluster that it is part of.</param>
    /// <param name="number">Its place there.</param>
    internal Shard(Cluster cluster, int number)
    {
        _cluster = cluster;
        _number = number;
        _index = new ShardIndex(_entries);
        _ordinary = new AgeLists(_entries);
        _softPinned = new AgeLists(_entries);
        _parked = new ParkedEntries(_entries);
    }

    /// <summary>Objects in the shard.</summary>
    internal int Count => _index.Count;

    /// <summary>Objects stored since the cluster was opened.</summary>
    internal long Puts { get; private set; }

    /// <summary>Objects removed by calls or with a leaving client.</summary>
    internal long Removals { get; private set; }

    /// <summary>Objects evicted.</summary>
    internal long Evictions { get; private set; }

    /// <summary>Sizes of the objects evicted, in bytes.</summary>
    internal long EvictedBytes { get; private set; }

    /// <summary>True if there is an object with this key; renews nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool Contains(ulong hash, byte* key, int length)
    {
        ReadMark mark = ReadMark.Current;
        mark.Enter(hash);
        bool found = _index.Find(hash, key, length) != null;
        mark.Exit();
        return found;
    }

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size; -704 if there is none, -600 if it is larger than <paramref name="room"/> (its lease is renewed all the same).</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long Read(ulong hash, byte* key, int length, void* buffer, nuint room, in Lease lease, long epoch)
    {
        ReadMark mark = ReadMark.Current;
        mark.Enter(hash);
        long answer = (int)StoreErrorCode.ObjectNotFound;
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch);
        if (entry != null)
        {
            nuint size = entry->Size;
            answer = (int)StoreErrorCode.InvalidParams;
            if (size <= room)
            {
                Buffer.MemoryCopy(entry->Value, buffer, room, size);
                answer = (long)size;
            }
        }

        mark.Exit();
        return answer;
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long SizeOf(ulong hash, byte* key, int length, in Lease lease, long epoch)
    {
        ReadMark mark = ReadMark.Current;
        mark.Enter(hash);
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch);
        long size = entry == null ? (int)StoreErrorCode.ObjectNotFound : (long)entry->Size;
        mark.Exit();
        return size;
    }

    /// <summary>Takes back the memory of removed objects that nobody reads any more, now.</summary>
    /// <param name="after">The census that had begun when the caller set out: all shards share the next one.</param>
    /// <returns>True if readers still hold something.</returns>
    internal bool Drain(long after)
    {
        if (Volatile.Read(ref _limboCount) == 0)
        {
            return false;
        }

        using (_lock.Hold())
        {
            if (_limboCount != 0)
            {
                ReclaimLimbo(after);
            }

            return _limboCount != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* FindAndRenew(ulong hash, byte* key, int length, in Lease lease, long epoch)
    {
        while (true)
        {
            Entry* entry = _index.Find(hash, key, length);
            if (entry == null)
            {
                return null;
            }

            // Only what has changed is written: what many threads read stays in all their caches.
            if (entry->Stamp != (int)epoch)
            {
                entry->Stamp = (int)epoch;
            }

            if (Volatile.Read(ref entry->LeaseUntil) >= lease.EnoughUntil)
            {
                return entry;
            }

            // The lease first, then the count: an evictor that missed the one sees the other, and keeps its hands off. If the object
            // is dead all the same, it was so before we were granted anything.
            Volatile.Write(ref entry->LeaseUntil, lease.Until);
            if ((Interlocked.Add(ref entry->State, Entry.LeaseUnit) & Entry.Alive) != 0)
            {
                return entry;
            }
        }
    }
}
