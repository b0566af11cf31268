using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>What is done with all objects, or with those that were listed and looked at without the lock.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Lists the shard's objects.</summary>
    /// <param name="objects">Gets them.</param>
    internal void Collect(List<ListedObject> objects)
    {
        using (_index.Lock.Hold())
        {
            for (int slot = 0; slot < _index.SlotCount; slot++)
            {
                int id = _index.IdAt(slot);
                if (id != 0)
                {
                    objects.Add(new ListedObject(id, _entries.At(id)->Generation));
                }
            }
        }
    }

    /// <summary>Gives a copy of an object's key, unless the object is gone.</summary>
    /// <param name="listed">The object.</param>
    /// <param name="buffer">Holds the key; exchanged for a larger one where needed.</param>
    /// <returns>The key's length, or -1.</returns>
    internal int CopyKey(ListedObject listed, ref byte[] buffer)
    {
        using (_index.Lock.Hold())
        {
            if (!IsThere(listed))
            {
                return -1;
            }

            ReadOnlySpan<byte> key = Entry.KeyOf(_entries.At(listed.Id));
            if (buffer.Length < key.Length)
            {
                buffer = new byte[key.Length * 2];
            }

            key.CopyTo(buffer);
            return key.Length;
        }
    }

    /// <summary>Removes every object that is not leased, or every object at all.</summary>
    /// <param name="removed">Gets their entries, which are to be buried.</param>
    /// <param name="force">True to remove leased objects too.</param>
    /// <param name="now">The present.</param>
    internal void RemoveAll(List<int> removed, bool force, long now)
    {
        using (_index.Lock.Hold())
        {
            // Before anything dies: what is removed has to be buried.
            removed.EnsureCapacity(_index.Count);
            for (int slot = 0; slot < _index.SlotCount; slot++)
            {
                int id = _index.IdAt(slot);
                if (id != 0 && TryRemoveAt(slot, force, now))
                {
                    removed.Add(id);
                }
            }
        }
    }

    /// <summary>Removes an object that was listed, unless it is gone or leased.</summary>
    /// <returns>True if it was removed, and its entry is to be buried.</returns>
    internal bool RemoveListed(ListedObject listed, bool force, long now)
    {
        using (_index.Lock.Hold())
        {
            return IsThere(listed) && TryRemoveAt(_index.SlotOf(listed.Id), force, now);
        }
    }

    /// <summary>
    /// True if the object is still there. One that is stays until the lock is given back; an entry that stands for another by now has got
    /// its new generation before it came to life.
    /// </summary>
    private bool IsThere(ListedObject listed)
    {
        Entry* entry = _entries.At(listed.Id);
        return Entry.IsAlive(entry) && Volatile.Read(ref entry->Generation) == listed.Generation;
    }
}
