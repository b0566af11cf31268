using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Key listings.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>
    /// The number of random entries to try before all are examined: if all fail, about one in a hundred or fewer represents an object.
    /// </summary>
    private const int RandomTries = 512;

    /// <summary>What <see cref="ReadKey"/> returns for an entry that represents no object.</summary>
    private const int NoKey = -1;

    /// <summary>The keys in byte order.</summary>
    internal KeyIndex Keys { get; }

    /// <summary>The arenas, for iterating over all of them.</summary>
    internal ReadOnlySpan<Arena> Arenas => _arenas;

    /// <summary>Number of objects in the shards, including those that have expired but were not reclaimed.</summary>
    internal long CountObjects()
    {
        long objects = 0;
        foreach (Shard shard in _shards)
        {
            objects += shard.Count;
        }

        return objects;
    }

    /// <summary>Counts the objects whose keys begin with a prefix, by examining all entries.</summary>
    internal long CountKeys(ReadOnlySpan<byte> prefix)
    {
        ExpireDue();
        if (prefix.IsEmpty)
        {
            return CountObjects();
        }

        while (true)
        {
            // An object that moves to another replica because a client leaves has another entry then, and may be missed or counted twice.
            long evacuations = Volatile.Read(ref _evacuations);
            long count = 0;
            int limit = Entries.Limit;
            for (int id = 1; id < limit; id++)
            {
                count += HasPrefix(id, prefix) ? 1 : 0;
            }

            if (Volatile.Read(ref _evacuations) == evacuations)
            {
                return count;
            }
        }
    }

    /// <summary>Copies a key chosen at random.</summary>
    /// <returns>Its length, or -704.</returns>
    internal int RandomKey(Span<byte> key)
    {
        int limit = Entries.Limit;
        if (limit < 2)
        {
            return (int)StoreErrorCode.ObjectNotFound;
        }

        for (int i = 0; i < RandomTries; i++)
        {
            int length = ReadKey(Random.Shared.Next(1, limit), key);
            if (length >= 0)
            {
                return length;
            }
        }

        // The entry behind a random one would favour objects that lie behind many free entries.
        while (true)
        {
            int chosen = 0;
            int objects = 0;
            for (int id = 1; id < limit; id++)
            {
                if (ReadKey(id, default) >= 0 && Random.Shared.Next(++objects) == 0)
                {
                    chosen = id;
                }
            }

            int length = objects == 0 ? (int)StoreErrorCode.ObjectNotFound : ReadKey(chosen, key);
            if (length != NoKey)
            {
                return length;
            }
        }
    }

    /// <summary>True if there is an object with this key that has not expired; renews nothing.</summary>
    internal bool Contains(ReadOnlySpan<byte> key)
    {
        fixed (byte* start = key)
        {
            ulong hash = _hash.Compute(start, key.Length);
            return ShardOf(hash).IsThere(hash, start, key.Length);
        }
    }

    /// <summary>Copies the key of an entry's object, unless it is larger than the buffer.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="buffer">Receives the key.</param>
    /// <returns>The key's length in bytes; <see cref="NoKey"/> if the entry represents no object, or one that has expired.</returns>
    internal int ReadKey(int id, Span<byte> buffer)
    {
        int length = NoKey;
        Entry* entry = Protect(id, out HazardSlot* slot);
        if (entry != null)
        {
            length = entry->KeyLength;
            if (length <= buffer.Length)
            {
                Entry.KeyOf(entry).CopyTo(buffer);
            }
        }

        slot->Exit();
        return length;
    }

    private bool HasPrefix(int id, ReadOnlySpan<byte> prefix)
    {
        Entry* entry = Protect(id, out HazardSlot* slot);
        bool has = entry != null && Entry.KeyOf(entry).StartsWith(prefix);
        slot->Exit();
        return has;
    }

    /// <summary>Protects the key of an entry's object until the hazard slot is cleared.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="slot">The thread's hazard slot, to be cleared in any case.</param>
    /// <returns>The entry; null if it represents no object, or one that has expired.</returns>
    private Entry* Protect(int id, out HazardSlot* slot)
    {
        slot = HazardSlot.Current;
        Entry* entry = Entries.At(id);
        if (!Entry.IsAlive(entry))
        {
            return null;
        }

        // Like a lookup: an entry that is alive and has the hash in the hazard slot keeps its key until the hazard slot is cleared.
        ulong hash = Volatile.Read(ref entry->Hash);
        slot->Enter(hash);
        bool isThere = !ShardOf(hash).IsClosed
            && Entry.IsAlive(entry)
            && Volatile.Read(ref entry->Hash) == hash
            && ((entry->State & Entry.Expires) == 0 || !HasExpired(id));
        return isThere ? entry : null;
    }
}
