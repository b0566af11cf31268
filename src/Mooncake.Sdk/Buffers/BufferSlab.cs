using System.Runtime.InteropServices;
using Mooncake.Shared;

namespace Mooncake.Buffers;

/// <summary>
/// One registration: native memory and the assignment of its pages. Page bookkeeping is protected by the pool's gate.
/// </summary>
internal sealed unsafe class BufferSlab
{
    private readonly bool[] _isInRun;
    private readonly BufferRun?[] _runAtPage;

    private BufferSlab(RegisteredBufferPool pool, byte* pointer, nint bytes, bool isDedicated)
    {
        Pool = pool;
        Pointer = pointer;
        Bytes = bytes;
        if (isDedicated)
        {
            _isInRun = [];
            _runAtPage = [new BufferRun(this, 0, 0, BufferRun.Dedicated, bytes, 1)];
            return;
        }

        PageCount = (int)(bytes / BufferPoolOptions.PageBytes);
        FreePageCount = PageCount;
        _runAtPage = new BufferRun?[PageCount];
        _isInRun = new bool[PageCount];
    }

    /// <summary>The pool that owns the slab.</summary>
    internal RegisteredBufferPool Pool { get; }

    /// <summary>The start of the memory, or null once it is freed.</summary>
    internal byte* Pointer { get; private set; }

    /// <summary>Bytes of the memory.</summary>
    internal nint Bytes { get; }

    /// <summary>The one block of a dedicated slab.</summary>
    internal BlockRef DedicatedBlock => new(_runAtPage[0]!, 0);

    /// <summary>Number of pages.</summary>
    internal int PageCount { get; }

    /// <summary>Pages that belong to no run.</summary>
    internal int FreePageCount { get; private set; }

    /// <summary>True if no page belongs to a run.</summary>
    internal bool IsUnused => FreePageCount == PageCount;

    /// <summary>Allocates memory; it is not registered yet and is not cleared.</summary>
    /// <exception cref="OutOfMemoryException">The system has no memory left.</exception>
    internal static BufferSlab Allocate(RegisteredBufferPool pool, nint bytes, nint alignment, bool isDedicated)
    {
        byte* pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)alignment);
        if (alignment >= HugePages.Bytes)
        {
            _ = HugePages.Advise(pointer, (nuint)bytes);
        }

        return new BufferSlab(pool, pointer, bytes, isDedicated);
    }

    /// <summary>Frees the memory. No native call may use it, and it must no longer be registered.</summary>
    internal void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }

    /// <summary>Makes a run of the first free pages that are adjacent in sufficient number.</summary>
    /// <param name="pageCount">Number of pages.</param>
    /// <param name="sizeClass">The class of the blocks.</param>
    /// <param name="blockBytes">Bytes of a block.</param>
    /// <returns>The run, or null if there is no such gap.</returns>
    internal BufferRun? TryCreateRun(int pageCount, int sizeClass, nint blockBytes)
    {
        int firstPage = pageCount <= FreePageCount ? FindGap(pageCount) : -1;
        if (firstPage < 0)
        {
            return null;
        }

        int blockCount = (int)((nint)pageCount * BufferPoolOptions.PageBytes / blockBytes);
        BufferRun run = new(this, firstPage, pageCount, sizeClass, blockBytes, blockCount);
        _isInRun.AsSpan(firstPage, pageCount).Fill(true);
        FreePageCount -= pageCount;
        _runAtPage[firstPage] = run;
        return run;
    }

    /// <summary>Takes back the pages of a run, all of whose blocks are free.</summary>
    internal void RemoveRun(BufferRun run)
    {
        _runAtPage[run.FirstPage] = null;
        _isInRun.AsSpan(run.FirstPage, run.PageCount).Clear();
        FreePageCount += run.PageCount;
    }

    /// <summary>Sums the rented blocks by holder.</summary>
    internal void CollectHolders(Dictionary<RentalTag, BufferHolder> holders)
    {
        foreach (BufferRun? run in _runAtPage)
        {
            for (int i = 0; run is not null && i < run.BlockCount; i++)
            {
                if (run.IsRented(i))
                {
                    RentalTag tag = run.TagOf(i);
                    BufferHolder known = holders.GetValueOrDefault(tag, new BufferHolder(tag, 0, 0));
                    holders[tag] = known with { Count = known.Count + 1, Bytes = known.Bytes + run.BlockBytes };
                }
            }
        }
    }

    /// <summary>Counts the blocks that are not rented but were written to since their return, if returned blocks are filled.</summary>
    internal int CountTouched()
    {
        int count = 0;
        foreach (BufferRun? run in _runAtPage)
        {
            for (int i = 0; run is not null && i < run.BlockCount; i++)
            {
                count += run.IsRented(i) || run.IsUntouched(i) ? 0 : 1;
            }
        }

        return count;
    }

    private int FindGap(int pageCount)
    {
        int start = NextPage(0, isInRun: false);
        while (start + pageCount <= PageCount)
        {
            int end = NextPage(start, isInRun: true);
            if (end - start >= pageCount)
            {
                return start;
            }

            start = NextPage(end, isInRun: false);
        }

        return -1;
    }

    /// <summary>The first page from an index on that belongs to a run, or to none; <see cref="PageCount"/> if there is none.</summary>
    private int NextPage(int from, bool isInRun)
    {
        int distance = _isInRun.AsSpan(from).IndexOf(isInRun);
        return distance < 0 ? PageCount : from + distance;
    }
}
