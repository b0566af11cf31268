using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Lists of objects, for those who go through all of them without holding the lock.</content>
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

    /// <summary>
    /// True if the object is still there. One that is stays until the lock is given back; an entry that stands for another by now has got
    /// its new generation before it came to life.
    /// </summary>
    private bool IsThere(ListedObject listed)
    {
        Entry* entry = _entries.At(listed.Id);
        return IsAlive(entry) && Volatile.Read(ref entry->Generation) == listed.Generation;
    }
}
