using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The hash table of one shard, with linear probing. Lookups take no lock; changes require the shard's lock.
/// </summary>
/// <remarks>
/// <para>
/// A slot contains 24 bits of the key's hash, 8 bits of the entry's generation and the entry's id; 0 is empty, id 0 with a generation is a
/// tombstone. An entry that is alive and has the key is the object, however old the reader's view of the table was.
/// </para>
/// <para>
/// A miss counts only if no rebuild began in the meantime, because a rebuild reuses the previous array (so that the steady state allocates
/// nothing), and if none ended: the old array does not show later replacements. An entry found dead or with another key counts as probed
/// only if its slot is unchanged; if not, a replacement may have put the key's next object into that slot, and the lookup starts again.
/// Each new start means that a writer has made progress.
/// </para>
/// <para>
/// The mask is stored next to the table, so that a lookup need not read the array for its length. Tables never shrink, and the mask is
/// written after the table and read before it: it may belong to a smaller table, never to a larger one. A lookup that fails with such a
/// mask has probed the wrong slots, and starts again with the right one.
/// </para>
/// <para>To be kept in a field and never copied: as a struct it saves lookups one indirection.</para>
/// </remarks>
internal unsafe partial struct ShardIndex
{
    private const ulong Tombstone = 1UL << 32;
    private const int TagShift = 40;
    private const int SmallestTable = 64;

    private readonly EntryTable _entries;
    private ulong[] _slots;
    private ulong[]? _spare;
    private uint _mask;
    private int _rebuilds;
    private Fields _fields;

    /// <summary>Creates an empty table over the entries of a cluster.</summary>
    internal ShardIndex(EntryTable entries)
    {
        _entries = entries;
        _slots = new ulong[SmallestTable];
        _mask = SmallestTable - 1;
    }

    /// <summary>Number of objects in the table.</summary>
    internal readonly int Count => _fields.Count;

    /// <summary>Number of objects removed by calls and with leaving clients: all that ended here except those evicted.</summary>
    internal readonly long Removals => Volatile.Read(in _fields.Removals);

    /// <summary>The shard's lock: it is next to the counts, which change under it.</summary>
    [UnscopedRef]
    internal ref BriefLock Lock => ref _fields.Lock;

    /// <summary>Number of slots in the table; requires the lock.</summary>
    internal readonly int SlotCount => _slots.Length;

    /// <summary>
    /// False if there is no object with this hash, true if there may be one; briefly after a rebuild false even if there is one. Takes no
    /// lock, reads no entry, needs no hazard slot.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayHold(ulong hash)
    {
        uint mask = Volatile.Read(ref _mask);
        ulong[] slots = Volatile.Read(ref _slots);
        ref ulong first = ref MemoryMarshal.GetArrayDataReference(slots);
        for (uint place = (uint)hash & mask; ; place = (place + 1) & mask)
        {
            ulong slot = Volatile.Read(ref Unsafe.Add(ref first, place));
            if (slot == 0 || Names(slot, hash))
            {
                return slot != 0;
            }

            if (place == mask && IsOutdated(mask, slots))
            {
                return true;
            }
        }
    }

    /// <summary>Finds the object with this key, or returns null. Takes no lock.</summary>
    /// <returns>The entry; it does not change as long as the caller's <see cref="HazardSlot"/> contains the hash.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry* Find(ulong hash, byte* key, int length) => Find(hash, key, length, out _);

    /// <summary>Finds the object with this key, or returns null. Takes no lock.</summary>
    /// <param name="hash">The key's hash.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="id">The entry's id; 0 if there is none.</param>
    /// <returns>The entry; it does not change as long as the caller's <see cref="HazardSlot"/> contains the hash.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry* Find(ulong hash, byte* key, int length, out int id)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            int rebuilds = Volatile.Read(ref _rebuilds);
            uint mask = Volatile.Read(ref _mask);
            ulong[] slots = Volatile.Read(ref _slots);
            if (!isFirst)
            {
                mask = (uint)slots.Length - 1;
            }

            ref ulong first = ref MemoryMarshal.GetArrayDataReference(slots);
            uint place = (uint)hash & mask;
            bool changed = false;
            while (true)
            {
                ulong slot = Volatile.Read(ref Unsafe.Add(ref first, place));
                if (slot == 0)
                {
                    break;
                }

                if (Names(slot, hash))
                {
                    // In this order: an entry that is alive and has our hash is protected by our hazard slot, so its key may be read.
                    Entry* entry = _entries.At((int)slot);
                    if (Entry.IsAlive(entry)
                        && Volatile.Read(ref entry->Hash) == hash
                        && Entry.HasKey(entry, key, length))
                    {
                        id = (int)slot;
                        return entry;
                    }

                    if (Volatile.Read(ref Unsafe.Add(ref first, place)) != slot)
                    {
                        changed = true;
                        break;
                    }
                }

                if (place == mask && IsOutdated(mask, slots))
                {
                    break;
                }

                place = (place + 1) & mask;
            }

            if (!changed && !IsOutdated(mask, slots) && Volatile.Read(ref _slots) == slots && Volatile.Read(ref _rebuilds) == rebuilds)
            {
                id = 0;
                return null;
            }
        }
    }

    /// <summary>The slot of the object with this key, or -1. Requires the lock.</summary>
    internal readonly int FindSlot(ulong hash, byte* key, int length)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        for (int place = (int)hash & mask; slots[place] != 0; place = (place + 1) & mask)
        {
            if (Names(slots[place], hash) && Entry.HasKey(_entries.At((int)slots[place]), key, length))
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>The slot that refers to this entry. Requires the lock; the entry is in the table.</summary>
    internal readonly int SlotOf(int id)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        int place = (int)_entries.At(id)->Hash & mask;
        while ((int)slots[place] != id)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    /// <summary>The id of the entry in a slot, 0 if there is none. Requires the lock.</summary>
    internal readonly int IdAt(int slot) => (int)_slots[slot];

    /// <summary>True if the mask belongs to a smaller table: slots beyond it were not probed.</summary>
    private static bool IsOutdated(uint mask, ulong[] slots) => mask != (uint)slots.Length - 1;

    private static bool Names(ulong slot, ulong hash) => (slot ^ hash) >> TagShift == 0 && (uint)slot != 0;

    /// <summary>Fields that change with every object, away from those that lookups read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Fields
    {
        /// <summary>The shard's lock.</summary>
        [FieldOffset(64)]
        internal BriefLock Lock;

        /// <summary>Objects in the table.</summary>
        [FieldOffset(68)]
        internal int Count;

        /// <summary>Slots that are not empty.</summary>
        [FieldOffset(72)]
        internal int Occupied;

        /// <summary>Objects removed by calls and with leaving clients.</summary>
        [FieldOffset(80)]
        internal long Removals;
    }
}
