using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

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
    private readonly Lock _lock = new();
    private readonly AgeLists _ordinary;
    private readonly AgeLists _softPinned;
    private readonly ParkedEntries _parked;
    private readonly Dictionary<int, Replica[]> _copies = [];
    private int _oldestSoftPin;
    private int _youngestSoftPin;
    private int _unreportedPuts;
    private long _nextDue = long.MaxValue;

    // Only with the fault that the stress test plants; see Cluster.FreesUnderReaders.
    private HashSet<int>? _freedUnderReaders;

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
    internal bool Contains(ulong hash, byte* key, int length)
    {
        Entry* entry = _index.FindPinned(hash, key, length, out int id);
        if (entry == null)
        {
            return false;
        }

        Unpin(entry, id);
        return true;
    }

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size; -704 if there is none, -600 if it is larger than <paramref name="room"/> (its lease is renewed all the same).</returns>
    internal long Read(ulong hash, byte* key, int length, void* buffer, nuint room, long leaseUntil, long epoch)
    {
        Entry* entry = _index.FindPinned(hash, key, length, out int id);
        if (entry == null)
        {
            return (int)StoreErrorCode.ObjectNotFound;
        }

        Touch(entry, leaseUntil, epoch);
        nuint size = entry->Size;
        if (size > room)
        {
            Unpin(entry, id);
            return (int)StoreErrorCode.InvalidParams;
        }

        Buffer.MemoryCopy(entry->Value, buffer, room, size);
        Unpin(entry, id);
        return (long)size;
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    internal long SizeOf(ulong hash, byte* key, int length, long leaseUntil, long epoch)
    {
        Entry* entry = _index.FindPinned(hash, key, length, out int id);
        if (entry == null)
        {
            return (int)StoreErrorCode.ObjectNotFound;
        }

        Touch(entry, leaseUntil, epoch);
        long size = (long)entry->Size;
        Unpin(entry, id);
        return size;
    }

    /// <summary>Takes back what readers left, now.</summary>
    internal void Drain()
    {
        if (_entries.HasLimbo)
        {
            lock (_lock)
            {
                DrainLimbo();
            }
        }
    }

    private static void Touch(Entry* entry, long leaseUntil, long epoch)
    {
        // The pin has just made this cache line ours: writing it costs nothing more.
        if (leaseUntil > entry->LeaseUntil)
        {
            entry->LeaseUntil = leaseUntil;
        }

        entry->Stamp = (int)epoch;
    }

    private void Unpin(Entry* entry, int id)
    {
        // While a client leaves, nobody may come after us who would take the memory back.
        if (_index.Unpin(entry, id) && _cluster.IsAnyoneLeaving)
        {
            Drain();
        }
    }

    private void DrainLimbo()
    {
        if (!_entries.HasLimbo)
        {
            return;
        }

        for (int id = _entries.TakeLimbo(); id != 0;)
        {
            int next = _entries.At(id)->Next;
            Reclaim(id);
            id = next;
        }
    }

    /// <summary>Frees what an entry holds, which nobody can reach any more, and the entry.</summary>
    private void Reclaim(int id)
    {
        Entry* entry = _entries.At(id);
        if (_freedUnderReaders is null || !_freedUnderReaders.Remove(id))
        {
            _cluster.SegmentAt(entry->Segment).Free(entry->Value, entry->Size);
        }

        if (entry->HasCopies != 0)
        {
            _copies.Remove(id, out Replica[]? copies);
            entry->HasCopies = 0;
            foreach (Replica copy in copies ?? [])
            {
                copy.Free(entry->Size);
            }
        }

        if (entry->KeyLength > Entry.InlineKeyBytes)
        {
            _cluster.Ledger.Free(entry->LongKey, (nuint)entry->KeyLength);
        }

        _entries.Return(id);
    }
}
