using System.Runtime.CompilerServices;

namespace Mooncake.Embedded.Index;

/// <summary>
/// The entries of one shard, in chunks that are never given back while the shard lives. An id stays an address of an entry for
/// ever, whatever the entry stands for.
/// </summary>
/// <remarks>
/// Chunks are pinned arrays without references: the collector neither moves nor scans them, and keeps them as long as a call
/// that uses them keeps its cluster. Id 0 is no entry. <see cref="Take"/> and <see cref="Return"/> need the shard's lock.
/// </remarks>
internal sealed unsafe class EntryStore
{
    private const int ChunkShift = 7;
    private const int ChunkEntries = 1 << ChunkShift;
    private const int ChunkMask = ChunkEntries - 1;
    private const int CacheLine = 64;

    // Kept only so that the collector keeps the chunks; _chunks holds their aligned starts.
    private Entry[][] _owners = [];
    private nint[] _chunks = [];
    private int[] _free = new int[ChunkEntries];
    private int _freeCount;
    private int _next;

    /// <summary>The entry of an id that this store has given out at some time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry* At(int id) => (Entry*)Volatile.Read(ref _chunks)[id >> ChunkShift] + (id & ChunkMask);

    /// <summary>Gives out an entry that stands for nothing.</summary>
    internal int Take()
    {
        int id;
        if (_freeCount != 0)
        {
            id = _free[--_freeCount];
        }
        else
        {
            if ((_next & ChunkMask) == 0)
            {
                Grow();
            }

            // The very first id is 0, which is none.
            id = _next == 0 ? 1 : _next;
            _next = id + 1;
        }

        At(id)->Generation++;
        return id;
    }

    /// <summary>Takes an entry back that stands for nothing any more.</summary>
    internal void Return(int id)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, _freeCount * 2);
        }

        _free[_freeCount++] = id;
    }

    private void Grow()
    {
        int chunk = _next >> ChunkShift;
        Entry[] owner = GC.AllocateArray<Entry>(ChunkEntries + 1, pinned: true);
        nint start = ((nint)Unsafe.AsPointer(ref owner[0]) + CacheLine - 1) & ~(nint)(CacheLine - 1);
        if (chunk == _owners.Length)
        {
            int length = Math.Max(4, chunk * 2);
            Array.Resize(ref _owners, length);
            nint[] chunks = new nint[length];
            _chunks.CopyTo(chunks, 0);
            chunks[chunk] = start;
            _owners[chunk] = owner;

            // Readers may go on with the shorter array: no id that they can know lies beyond it.
            Volatile.Write(ref _chunks, chunks);
            return;
        }

        _owners[chunk] = owner;
        _chunks[chunk] = start;
    }
}
