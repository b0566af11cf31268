using System.Numerics;

namespace Mooncake.Embedded.Index;

/// <content>Changes of the table; all of them require the lock.</content>
internal unsafe partial struct ShardIndex
{
    /// <summary>Ensures space for one more entry. Requires the lock.</summary>
    /// <returns>False if there is no memory for a larger table.</returns>
    internal bool TryMakeRoom()
    {
        // Three of eight slots remain empty, so that probing ends soon.
        return (_fields.Occupied + 1) * 8L <= _slots.Length * 5L || TryRebuild();
    }

    /// <summary>Publishes an entry, alive and filled, whose key is not in the table, which has space for it. Requires the lock.</summary>
    internal void Insert(int id)
    {
        ulong hash = _entries.At(id)->Hash;
        int mask = _slots.Length - 1;
        int place = (int)hash & mask;
        while ((uint)_slots[place] != 0)
        {
            place = (place + 1) & mask;
        }

        _fields.Occupied += _slots[place] == 0 ? 1 : 0;
        _fields.Count++;
        Volatile.Write(ref _slots[place], SlotFor(id));
    }

    /// <summary>
    /// Makes a slot refer to another entry, alive and filled, of the same key: the object changes atomically. Requires the lock.
    /// </summary>
    internal readonly void Replace(int slot, int id) => Volatile.Write(ref _slots[slot], SlotFor(id));

    /// <summary>Removes an entry from the table. Requires the lock.</summary>
    internal void Clear(int slot)
    {
        int mask = _slots.Length - 1;
        _fields.Count--;
        if (_slots[(slot + 1) & mask] != 0)
        {
            Volatile.Write(ref _slots[slot], Tombstone);
            return;
        }

        // Nothing can follow an empty slot: this one and the tombstones before it need not be probed any more.
        do
        {
            Volatile.Write(ref _slots[slot], 0);
            _fields.Occupied--;
            slot = (slot - 1) & mask;
        }
        while (_slots[slot] == Tombstone);
    }

    /// <summary>Counts an object that a call removed. Requires the lock.</summary>
    internal void CountRemoval() => Volatile.Write(ref _fields.Removals, _fields.Removals + 1);

    private readonly ulong SlotFor(int id)
    {
        Entry* entry = _entries.At(id);
        return (entry->Hash >> TagShift << TagShift) | ((ulong)(byte)entry->Generation << 32) | (uint)id;
    }

    private bool TryRebuild()
    {
        int length = (int)Math.Max((uint)_slots.Length, BitOperations.RoundUpToPowerOf2((uint)(Count + 1) / 2 * 5));
        ulong[] old = _slots;
        ulong[] target;
        try
        {
            target = _spare?.Length == length ? _spare : new ulong[length];
        }
        catch (OutOfMemoryException)
        {
            // The machine's memory is part of what a put needs; the caller reports that there is none.
            return false;
        }

        // Before the first change to an array that a slow reader may still be reading.
        Interlocked.Increment(ref _rebuilds);
        Array.Clear(target);
        int mask = length - 1;
        foreach (ulong slot in old)
        {
            if ((uint)slot == 0)
            {
                continue;
            }

            int place = (int)_entries.At((int)slot)->Hash & mask;
            while (target[place] != 0)
            {
                place = (place + 1) & mask;
            }

            target[place] = slot;
        }

        _fields.Occupied = Count;
        Volatile.Write(ref _slots, target);
        Volatile.Write(ref _mask, (uint)mask);
        _spare = old.Length == length ? old : null;
        return true;
    }
}
