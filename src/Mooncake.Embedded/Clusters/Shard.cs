using System.Runtime.CompilerServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// One part of a cluster's keys, chosen by their hash: which objects there are, and under which entries. Reads take no lock; changes
/// take the shard's own. The objects themselves belong to <see cref="Arena"/>s.
/// </summary>
internal sealed unsafe partial class Shard
{
    private readonly Cluster _cluster;
    private readonly EntryTable _entries;
    private ShardIndex _index;
    private readonly int _number;

    /// <summary>An empty shard.</summary>
    /// <param name="cluster">The cluster that it is part of.</param>
    /// <param name="number">Its place there.</param>
    internal Shard(Cluster cluster, int number)
    {
        _cluster = cluster;
        _entries = cluster.Entries;
        _index = new ShardIndex(_entries);
        _number = number;
    }

    /// <summary>Objects in the shard.</summary>
    internal int Count => _index.Count;

    /// <summary>True if there is an object with this key, but for a moment after a rebuild of the table; renews nothing.</summary>
    internal bool Contains(ulong hash, byte* key, int length)
    {
        // New keys are the rule, and a look at the slots is enough for them.
        return _index.MayHold(hash) && IsThere(hash, key, length);
    }

    /// <summary>True if there is an object with this key; renews nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool IsThere(ulong hash, byte* key, int length)
    {
        ReadMark* mark = ReadMark.Current;
        mark->Enter(hash);
        bool found = _index.Find(hash, key, length) != null;
        mark->Exit();
        return found;
    }

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size; -704 if there is none, -600 if it is larger than <paramref name="room"/> (its lease is renewed all the same).</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long Read(ulong hash, byte* key, int length, void* buffer, nuint room, in Lease lease, long epoch)
    {
        ReadMark* mark = ReadMark.Current;
        mark->Enter(hash);
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

        mark->Exit();
        return answer;
    }

    /// <summary>Finds an object, to be looked at where it lies, and renews its lease.</summary>
    /// <param name="hash">Its key's hash.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="lease">The lease to grant.</param>
    /// <param name="epoch">The present age epoch.</param>
    /// <param name="view">The object; to be disposed if there is one.</param>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long View(ulong hash, byte* key, int length, scoped in Lease lease, long epoch, out ObjectView view)
    {
        ReadMark* mark = ReadMark.EnterView(hash);
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch);
        if (entry == null)
        {
            ReadMark.ExitView(mark);
            view = default;
            return (int)StoreErrorCode.ObjectNotFound;
        }

        view = new ObjectView(mark, entry->Value);
        return (long)entry->Size;
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size in bytes; -704 if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long SizeOf(ulong hash, byte* key, int length, in Lease lease, long epoch)
    {
        ReadMark* mark = ReadMark.Current;
        mark->Enter(hash);
        Entry* entry = FindAndRenew(hash, key, length, lease, epoch);
        long size = entry == null ? (int)StoreErrorCode.ObjectNotFound : (long)entry->Size;
        mark->Exit();
        return size;
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
