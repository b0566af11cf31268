using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Memory;

/// <summary>
/// Allocates ranges of one block of memory: good fit over segregated free lists, splitting on allocation and coalescing with both
/// neighbours on free, all in constant time. Not thread-safe.
/// </summary>
/// <remarks>
/// Lengths are counted in granules of 64 bytes (more above 128 GiB). A separate table has 4 bytes for each granule; the first and the last
/// entry of every block are maintained: its length and whether it is free. Ranges in use have no header, so objects of a power of two fill
/// a segment completely; free blocks contain their list links.
/// </remarks>
internal sealed unsafe class SpaceAllocator
{
    private const uint FreeBit = 1u << 31;
    private const uint None = uint.MaxValue;
    private const int SmallestGranuleShift = 6;

    /// <summary>The number of blocks of a bin that may or may not fit that are examined if no larger bin has any.</summary>
    private const int ShortSearch = 16;

    private readonly byte* _memory;
    private readonly int _granuleShift;
    private readonly uint _granules;
    private readonly uint[] _heads = new uint[SizeBins.Count];
    private readonly ulong[] _occupied = new ulong[SizeBins.Count / 64];
    private uint* _tags;

    /// <summary>Manages a block of memory, which the caller still owns.</summary>
    /// <param name="memory">Its start, aligned to 64 bytes.</param>
    /// <param name="size">Its size in bytes; the rest of the last granule is not used.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for the table.</exception>
    internal SpaceAllocator(byte* memory, nuint size)
    {
        _memory = memory;
        _granuleShift = SmallestGranuleShift;
        while ((size >> _granuleShift) >= FreeBit)
        {
            _granuleShift++;
        }

        _granules = (uint)(size >> _granuleShift);
        TableBytes = (nuint)_granules * sizeof(uint);
        _tags = (uint*)NativeMemory.AllocZeroed(TableBytes);
        Array.Fill(_heads, None);
        if (_granules > 0)
        {
            Insert(0, _granules);
        }
    }

    /// <summary>Size of the table in native memory, in bytes.</summary>
    internal nuint TableBytes { get; }

    /// <summary>Total bytes that can be allocated.</summary>
    internal nuint CapacityBytes => (nuint)_granules << _granuleShift;

    /// <summary>Bytes allocated, rounded up to granules.</summary>
    internal nuint UsedBytes { get; private set; }

    /// <summary>The number of granules for an allocation of this size.</summary>
    internal nuint GranulesOf(nuint size) => (size + (((nuint)1 << _granuleShift) - 1)) >> _granuleShift;

    /// <summary>The bytes of a number of granules.</summary>
    internal nuint BytesOf(nuint granules) => granules << _granuleShift;

    /// <summary>Allocates a range, or returns null.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="thorough">True to search every block that could fit; false to give up early, at a bounded cost.</param>
    internal byte* TryAllocate(nuint size, bool thorough)
    {
        if (size > CapacityBytes)
        {
            return null;
        }

        uint length = (uint)GranulesOf(size);
        uint block = Find(length, thorough);
        if (block == None)
        {
            return null;
        }

        uint whole = _tags[block] & ~FreeBit;
        Unlink(block, whole);
        if (whole > length)
        {
            Insert(block + length, whole - length);
        }

        Mark(block, length);
        UsedBytes += (nuint)length << _granuleShift;
        return _memory + ((nuint)block << _granuleShift);
    }

    /// <summary>Frees a range.</summary>
    /// <param name="address">The result of <see cref="TryAllocate"/>.</param>
    /// <param name="size">The requested size.</param>
    internal void Free(byte* address, nuint size)
    {
        uint block = (uint)((nuint)(address - _memory) >> _granuleShift);
        uint length = (uint)GranulesOf(size);
        UsedBytes -= (nuint)length << _granuleShift;
        Coalesce(block, length);
    }

    /// <summary>Frees the table. Its owner calls this once, when nothing is allocated any more.</summary>
    internal void FreeTable()
    {
        NativeMemory.Free(_tags);
        _tags = null;
    }

    /// <summary>Checks the invariants of every block; for tests.</summary>
    /// <returns>The number of free blocks.</returns>
    internal int Verify()
    {
        int free = 0;
        nuint used = 0;
        bool previousFree = false;
        for (uint block = 0; block < _granules;)
        {
            bool isFree = (_tags[block] & FreeBit) != 0;
            uint length = _tags[block] & ~FreeBit;
            if (length == 0 || length > _granules - block || _tags[block + length - 1] != _tags[block] || (isFree && previousFree))
            {
                throw new InvalidOperationException($"The block at granule {block} of length {length} is damaged or not coalesced.");
            }

            free += isFree ? 1 : 0;
            used += isFree ? 0 : (nuint)length << _granuleShift;
            previousFree = isFree;
            block += length;
        }

        return used == UsedBytes ? free : throw new InvalidOperationException($"{used} bytes are in use, {UsedBytes} were counted.");
    }

    private void Coalesce(uint block, uint length)
    {
        if (_tags[block] != length)
        {
            ThrowNotAllocated();
        }

        uint after = block + length;
        if (after < _granules && (_tags[after] & FreeBit) != 0)
        {
            uint afterLength = _tags[after] & ~FreeBit;
            Unlink(after, afterLength);
            length += afterLength;
        }

        if (block > 0 && (_tags[block - 1] & FreeBit) != 0)
        {
            uint beforeLength = _tags[block - 1] & ~FreeBit;
            block -= beforeLength;
            Unlink(block, beforeLength);
            length += beforeLength;
        }

        Insert(block, length);
    }

    private uint Find(uint length, bool thorough)
    {
        int fitting = SizeBins.Ceiling(length);
        int bin = FirstOccupied(fitting);
        if (bin >= 0)
        {
            return _heads[bin];
        }

        int partly = SizeBins.Floor(length);
        if (partly == fitting)
        {
            return None;
        }

        int looks = thorough ? int.MaxValue : ShortSearch;
        for (uint block = _heads[partly]; block != None && looks > 0; block = LinksOf(block)->Next, looks--)
        {
            if ((_tags[block] & ~FreeBit) >= length)
            {
                return block;
            }
        }

        return None;
    }

    private int FirstOccupied(int bin)
    {
        int word = bin >> 6;
        ulong bits = _occupied[word] & (ulong.MaxValue << (bin & 63));
        while (bits == 0)
        {
            if (++word == _occupied.Length)
            {
                return -1;
            }

            bits = _occupied[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    private void Insert(uint block, uint length)
    {
        int bin = SizeBins.Floor(length);
        uint head = _heads[bin];
        Links* links = LinksOf(block);
        links->Previous = None;
        links->Next = head;
        if (head != None)
        {
            LinksOf(head)->Previous = block;
        }

        _heads[bin] = block;
        _occupied[bin >> 6] |= 1UL << (bin & 63);
        Mark(block, length | FreeBit, length);
    }

    private void Unlink(uint block, uint length)
    {
        int bin = SizeBins.Floor(length);
        Links links = *LinksOf(block);
        if (links.Next != None)
        {
            LinksOf(links.Next)->Previous = links.Previous;
        }

        if (links.Previous != None)
        {
            LinksOf(links.Previous)->Next = links.Next;
            return;
        }

        _heads[bin] = links.Next;
        if (links.Next == None)
        {
            _occupied[bin >> 6] &= ~(1UL << (bin & 63));
        }
    }

    private void Mark(uint block, uint length) => Mark(block, length, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mark(uint block, uint tag, uint length)
    {
        _tags[block] = tag;
        _tags[block + length - 1] = tag;
    }

    private Links* LinksOf(uint block) => (Links*)(_memory + ((nuint)block << _granuleShift));

    private static void ThrowNotAllocated() =>
        throw new InvalidOperationException(
            "A range was freed that is not allocated, or not with this size: the engine's bookkeeping is damaged.");

    /// <summary>A free block's neighbours in its list, at the start of its own memory.</summary>
    private struct Links
    {
        /// <summary>The block before, or <see cref="None"/>.</summary>
        internal uint Previous;

        /// <summary>The block after, or <see cref="None"/>.</summary>
        internal uint Next;
    }
}
