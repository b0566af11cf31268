using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Buffers;

/// <summary>
/// Consecutive pages of a slab, divided into blocks of one size. The free list and the links are protected by the pool's gate; ownership of
/// the generations moves with the block, and every holder of a handle reads them.
/// </summary>
/// <remarks>
/// A run whose pages are returned to the slab is never reused as an object, so a stale handle sees the generations as they were left, not
/// those of the memory's next user.
/// </remarks>
internal sealed unsafe class BufferRun
{
    /// <summary>The byte with which returned memory is filled if the pool poisons.</summary>
    internal const byte PoisonByte = 0xDD;

    /// <summary>The class of a buffer with a registration of its own.</summary>
    internal const int Dedicated = -1;

    private const int None = -1;

    private readonly BlockState[] _blocks;
    private int _freeHead;

    /// <summary>Divides pages into blocks, all free.</summary>
    /// <param name="slab">The slab that holds the pages.</param>
    /// <param name="firstPage">The first page.</param>
    /// <param name="pageCount">Number of pages.</param>
    /// <param name="sizeClass">The class of the blocks, or <see cref="Dedicated"/>.</param>
    /// <param name="blockBytes">Bytes of a block.</param>
    /// <param name="blockCount">Number of blocks; they fit into the pages.</param>
    internal BufferRun(BufferSlab slab, int firstPage, int pageCount, int sizeClass, nint blockBytes, int blockCount)
    {
        Slab = slab;
        FirstPage = firstPage;
        PageCount = pageCount;
        SizeClass = sizeClass;
        BlockBytes = blockBytes;
        FreeCount = blockCount;
        InAvailable = new LinkedListNode<BufferRun>(this);
        _blocks = new BlockState[blockCount];
        for (int i = 0; i < blockCount; i++)
        {
            _blocks[i].NextFree = i + 1 < blockCount ? i + 1 : None;
        }
    }

    /// <summary>The slab that holds the blocks.</summary>
    internal BufferSlab Slab { get; }

    /// <summary>The first page in the slab.</summary>
    internal int FirstPage { get; }

    /// <summary>Number of pages.</summary>
    internal int PageCount { get; }

    /// <summary>The class of the blocks, or <see cref="Dedicated"/>.</summary>
    internal int SizeClass { get; }

    /// <summary>Bytes of a block.</summary>
    internal nint BlockBytes { get; }

    /// <summary>Number of blocks.</summary>
    internal int BlockCount => _blocks.Length;

    /// <summary>Blocks in the free list.</summary>
    internal int FreeCount { get; private set; }

    /// <summary>True if every block is in the free list.</summary>
    internal bool IsEmpty => FreeCount == _blocks.Length;

    /// <summary>The run's place among those of its class that have free blocks.</summary>
    internal LinkedListNode<BufferRun> InAvailable { get; }

    /// <summary>The start of a block. Valid as long as the slab is.</summary>
    internal byte* PointerTo(int index) => Slab.Pointer + ((nint)FirstPage * BufferPoolOptions.PageBytes) + (index * BlockBytes);

    /// <summary>Takes a block from the free list, which is not empty.</summary>
    internal int TakeFree()
    {
        int index = _freeHead;
        _freeHead = _blocks[index].NextFree;
        FreeCount--;
        return index;
    }

    /// <summary>Puts a block that is not rented back into the free list.</summary>
    internal void GiveFree(int index)
    {
        _blocks[index].NextFree = _freeHead;
        _freeHead = index;
        FreeCount++;
    }

    /// <summary>Starts a rental of a block that the caller took and that has no other reference.</summary>
    /// <returns>The generation for the handle.</returns>
    internal int BeginRental(int index, RentalTag tag)
    {
        ref BlockState block = ref _blocks[index];
        int generation = block.Generation + 1;
        block.Tag = tag;
        Volatile.Write(ref block.Generation, generation);
        return generation;
    }

    /// <summary>Ends a rental; of several attempts, concurrent or not, only one succeeds.</summary>
    /// <returns>False if the rental has already ended.</returns>
    internal bool TryEndRental(int index, int generation) =>
        Interlocked.CompareExchange(ref _blocks[index].Generation, generation + 1, generation) == generation;

    /// <summary>Throws if a rental has ended.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was returned.</exception>
    internal void ThrowIfEnded(int index, int generation)
    {
        if (Volatile.Read(ref _blocks[index].Generation) != generation)
        {
            ThrowUsedAfterReturn(index);
        }
    }

    /// <summary>Fills a returned block.</summary>
    internal void Poison(int index)
    {
        byte* start = PointerTo(index);
        for (nint offset = 0; offset < BlockBytes; offset += int.MaxValue)
        {
            new Span<byte>(start + offset, (int)Math.Min(int.MaxValue, BlockBytes - offset)).Fill(PoisonByte);
        }
    }

    /// <summary>True unless the block was rented before and has been written to since.</summary>
    internal bool IsUntouched(int index)
    {
        if (_blocks[index].Generation == 0)
        {
            return true;
        }

        byte* start = PointerTo(index);
        for (nint offset = 0; offset < BlockBytes; offset += int.MaxValue)
        {
            if (new ReadOnlySpan<byte>(start + offset, (int)Math.Min(int.MaxValue, BlockBytes - offset)).ContainsAnyExcept(PoisonByte))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The current or last holder of a block.</summary>
    internal RentalTag TagOf(int index) => _blocks[index].Tag;

    /// <summary>True while a block is rented.</summary>
    internal bool IsRented(int index) => (Volatile.Read(ref _blocks[index].Generation) & 1) != 0;

    /// <summary>Throws because a rental has already ended.</summary>
    [DoesNotReturn]
    internal void ThrowReturnedTwice(int index) => throw new InvalidOperationException(
        $"A registered buffer of {BlockBytes} bytes, last rented for {TagOf(index)}, was returned twice. Return each rental once, from the code that owns it last.");

    [DoesNotReturn]
    private void ThrowUsedAfterReturn(int index) => throw new ObjectDisposedException(
        nameof(RentedBuffer),
        $"A registered buffer of {BlockBytes} bytes, last rented for {TagOf(index)}, was used after it was returned to its pool.");
}
