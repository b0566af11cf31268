using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Buffers;

/// <summary>
/// The pool's slabs and their free blocks. Not thread-safe: protected by the pool's gate.
/// </summary>
internal sealed class SlabHeap
{
    private const int SmallRunBytes = 16 << 10;
    private const int MediumRunBytes = 64 << 10;
    private const int SmallBlockBytes = 512;
    private const int BlocksOfLargeRun = 4;

    private readonly List<BufferSlab> _slabs = [];
    private readonly LinkedList<BufferRun>[] _available;
    private readonly int[] _pagesOfRun;

    /// <summary>Creates an empty heap.</summary>
    /// <param name="slabBytes">Bytes of every slab, a multiple of the page.</param>
    internal SlabHeap(nint slabBytes)
    {
        ClassCount = SizeClasses.CountUpTo(slabBytes);
        LargestBlockBytes = SizeClasses.BytesOf(ClassCount - 1);
        _available = new LinkedList<BufferRun>[ClassCount];
        _pagesOfRun = new int[ClassCount];
        for (int i = 0; i < ClassCount; i++)
        {
            _available[i] = new LinkedList<BufferRun>();
            _pagesOfRun[i] = PagesFor(SizeClasses.BytesOf(i), slabBytes);
        }
    }

    /// <summary>Number of classes.</summary>
    internal int ClassCount { get; }

    /// <summary>Bytes of the largest class.</summary>
    internal nint LargestBlockBytes { get; }

    /// <summary>The slabs.</summary>
    internal IReadOnlyList<BufferSlab> Slabs => _slabs;

    /// <summary>Blocks that were taken and not returned, those in the processors' caches included.</summary>
    internal long TakenBlocks { get; private set; }

    /// <summary>Bytes of those blocks.</summary>
    internal long TakenBytes { get; private set; }

    /// <summary>Adds a registered slab.</summary>
    internal void Add(BufferSlab slab) => _slabs.Add(slab);

    /// <summary>Takes a block of a class from a run with a free one, or from a new run if a slab has the pages.</summary>
    internal bool TryTake(int sizeClass, out BlockRef block)
    {
        if (_available[sizeClass].Count == 0 && !TryAddRun(sizeClass))
        {
            block = default;
            return false;
        }

        return TryTakeExisting(sizeClass, out block);
    }

    /// <summary>Takes a block of a class from a run with a free one.</summary>
    internal bool TryTakeExisting(int sizeClass, out BlockRef block)
    {
        if (_available[sizeClass].First is not { Value: var run })
        {
            block = default;
            return false;
        }

        block = new BlockRef(run, run.TakeFree());
        if (run.FreeCount == 0)
        {
            _available[sizeClass].Remove(run.InAvailable);
        }

        TakenBlocks++;
        TakenBytes += run.BlockBytes;
        return true;
    }

    /// <summary>Returns a free block.</summary>
    internal void Give(BlockRef block)
    {
        BufferRun run = block.Run;
        run.GiveFree(block.Index);
        if (run.FreeCount == 1)
        {
            _available[run.SizeClass].AddFirst(run.InAvailable);
        }

        TakenBlocks--;
        TakenBytes -= run.BlockBytes;
    }

    /// <summary>Returns the pages of every run without a taken block to its slab, for other classes to use.</summary>
    /// <returns>True if there was such a run.</returns>
    internal bool ReclaimRuns()
    {
        bool any = false;
        foreach (LinkedList<BufferRun> runs in _available)
        {
            for (LinkedListNode<BufferRun>? node = runs.First; node is not null;)
            {
                LinkedListNode<BufferRun>? next = node.Next;
                if (node.Value.IsEmpty)
                {
                    runs.Remove(node);
                    node.Value.Slab.RemoveRun(node.Value);
                    any = true;
                }

                node = next;
            }
        }

        return any;
    }

    /// <summary>Counts the slabs without runs.</summary>
    internal int CountUnused()
    {
        int count = 0;
        foreach (BufferSlab slab in _slabs)
        {
            count += slab.IsUnused ? 1 : 0;
        }

        return count;
    }

    /// <summary>Removes a slab without runs.</summary>
    internal bool TryRemoveUnused([NotNullWhen(true)] out BufferSlab? slab)
    {
        int index = _slabs.FindIndex(static candidate => candidate.IsUnused);
        slab = index < 0 ? null : _slabs[index];
        if (slab is not null)
        {
            _slabs.RemoveAt(index);
        }

        return slab is not null;
    }

    private static int PagesFor(nint blockBytes, nint slabBytes)
    {
        nint bytes = blockBytes switch
        {
            <= SmallBlockBytes => SmallRunBytes,
            < SmallRunBytes => MediumRunBytes,
            < MediumRunBytes => Math.Min(BlocksOfLargeRun, slabBytes / blockBytes) * blockBytes,
            _ => blockBytes,
        };
        return (int)(bytes / BufferPoolOptions.PageBytes);
    }

    private bool TryAddRun(int sizeClass)
    {
        foreach (BufferSlab slab in _slabs)
        {
            if (slab.TryCreateRun(_pagesOfRun[sizeClass], sizeClass, SizeClasses.BytesOf(sizeClass)) is { } run)
            {
                _available[sizeClass].AddFirst(run.InAvailable);
                return true;
            }
        }

        return false;
    }
}
