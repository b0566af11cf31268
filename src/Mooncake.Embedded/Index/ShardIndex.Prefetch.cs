using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Index;

/// <content>Hints for the processor's cache. They take no lock and need no hazard slot.</content>
internal unsafe partial struct ShardIndex
{
    /// <summary>Starts to load the slot at which a lookup for this hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void PrefetchSlot(ulong hash)
    {
        uint mask = Volatile.Read(ref _mask);
        ulong[] slots = Volatile.Read(ref _slots);

        // The collector may move the array; then the wrong line is loaded.
        CacheLines.Prefetch((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), (uint)hash & mask)), 1);
    }

    /// <summary>Starts to load the first entry whose slot has this hash's tag.</summary>
    /// <returns>The entry's id; 0 if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int PrefetchEntry(ulong hash)
    {
        uint mask = Volatile.Read(ref _mask);
        ref ulong first = ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref _slots));
        for (uint place = (uint)hash & mask; ; place = (place + 1) & mask)
        {
            ulong slot = Volatile.Read(ref Unsafe.Add(ref first, place));
            if (Names(slot, hash))
            {
                CacheLines.Prefetch((byte*)_entries.At((int)slot), (nuint)sizeof(Entry));
                return (int)slot;
            }

            // A probe that wraps around is rare, and not worth the check for an outdated mask.
            if (slot == 0 || place == mask)
            {
                return 0;
            }
        }
    }
}
