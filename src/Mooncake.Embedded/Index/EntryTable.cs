using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The entries of one cluster, in chunks that are never given back while the cluster lives. An id stays an address of an entry for
/// ever, whatever the entry stands for.
/// </summary>
/// <remarks>
/// Chunks are pinned arrays without references: the collector neither moves nor scans them, and keeps them as long as a call
/// that uses them keeps its cluster. Id 0 is no entry.
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

    // Kept only so that the collector keeps the chunks; _chunks holds their aligned starts.
    private Entry[][] _owners = [];
    private nint[] _chunks = [];
    private BriefLock _lock;
    private int _count;

    /// <summary>All ids that were given out are below this.</summary>
    internal int Limit => Volatile.Read(ref _count) << ChunkShift;

    /// <summary>The entry of an id that was given out at some time.</summary>
    /// <remarks>Unchecked: ids come from slots and from lists of entries, and all that anybody can find there were given out before.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry* At(int id)
    {
        ref nint first = ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref _chunks));
        return (Entry*)Unsafe.Add(ref first, (uint)id >> ChunkShift) + ((uint)id & ChunkMask);
    }

    /// <summary>Adds a chunk of entries that stand for nothing.</summary>
    /// <returns>The id of the first; the others follow it, and the very first of all is 0, which is none. -1 if there is no memory, or there are no more ids.</returns>
    internal int AddChunk()
    {
        try
        {
            return Add(GC.AllocateArray<Entry>(ChunkEntries + 1, pinned: true));
        }
        catch (OutOfMemoryException)
        {
            // The machine's memory is part of the room that a put needs; the caller says that there is none.
            return -1;
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

                // Readers may go on with the shorter array: no id that they can know lies beyond it.
                Volatile.Write(ref _chunks, chunks);
            }

            _owners[chunk] = owner;
            _chunks[chunk] = start;
            Volatile.Write(ref _count, chunk + 1);
            return chunk << ChunkShift;
        }
    }
}
