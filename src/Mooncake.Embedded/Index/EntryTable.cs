using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.Memory;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The entries of one cluster, in chunks that are never freed while the cluster exists. An id refers to the same entry permanently,
/// whatever object the entry represents.
/// </summary>
/// <remarks>
/// Chunks are pinned arrays without references: the garbage collector neither moves nor scans them, and keeps them as long as a call that
/// uses them references its cluster. Id 0 is not an entry.
/// </remarks>
internal sealed unsafe class EntryTable
{
    /// <summary>Entries in a chunk.</summary>
    internal const int ChunkEntries = 1 << ChunkShift;

    private const int ChunkShift = 7;
    private const uint ChunkMask = ChunkEntries - 1;
    private const int MostChunks = (1 << (31 - ChunkShift)) - 1;

    /// <summary>Two lines: some processors fetch them in pairs.</summary>
    private const int Alignment = 128;

    // Referenced only so that the garbage collector keeps the chunks; _chunks contains their aligned addresses.
    private Entry[][] _owners = [];
    private nint[] _chunks = [];
    private BriefLock _lock;
    private int _count;

    /// <summary>All ids allocated so far are below this.</summary>
    internal int Limit => Volatile.Read(ref _count) << ChunkShift;

    /// <summary>The entry of an id that was allocated at some time.</summary>
    /// <remarks>Unchecked: ids come from slots and from lists of entries, which contain only allocated ids.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry* At(int id)
    {
        ref nint first = ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref _chunks));
        return (Entry*)Unsafe.Add(ref first, (uint)id >> ChunkShift) + ((uint)id & ChunkMask);
    }

    /// <summary>Starts to load the first bytes of an entry's object, whatever object that is by now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void PrefetchValue(int id)
    {
        Entry* entry = At(id);
        CacheLines.Prefetch(entry->Value, entry->Size);
    }

    /// <summary>Starts to load the links of the entries next to this one in its list, which change when it leaves the list.</summary>
    internal void PrefetchNeighbors(int id)
    {
        Entry* entry = At(id);
        PrefetchLinks(entry->Previous);
        PrefetchLinks(entry->Next);
    }

    /// <summary>Adds a chunk of unused entries.</summary>
    /// <returns>
    /// The id of the first; the others follow it, and the very first of all is 0, which is not an entry. -1 if there is no memory, or there
    /// are no more ids.
    /// </returns>
    internal int AddChunk()
    {
        try
        {
            return Add(GC.AllocateArray<Entry>(ChunkEntries + 1, pinned: true));
        }
        catch (OutOfMemoryException)
        {
            // The machine's memory is part of what a put needs; the caller reports that there is none.
            return -1;
        }
    }

    // What an unprotected entry has in its links need not be an id.
    private void PrefetchLinks(int id)
    {
        if ((uint)id < (uint)Limit)
        {
            CacheLines.Prefetch((byte*)&At(id)->Previous, 1);
        }
    }

    private int Add(Entry[] owner)
    {
        nint start = ((nint)Unsafe.AsPointer(ref owner[0]) + Alignment - 1) & ~(nint)(Alignment - 1);
        using (_lock.Hold())
        {
            int chunk = _count;
            if (chunk == MostChunks)
            {
                return -1;
            }

            if (chunk == _owners.Length)
            {
                int length = Math.Max(4, chunk * 2);
                nint[] chunks = new nint[length];
                _chunks.CopyTo(chunks, 0);
                Array.Resize(ref _owners, length);

                // Readers may continue with the shorter array: every id that they can have is within it.
                Volatile.Write(ref _chunks, chunks);
            }

            _owners[chunk] = owner;
            _chunks[chunk] = start;
            Volatile.Write(ref _count, chunk + 1);
            return chunk << ChunkShift;
        }
    }
}
