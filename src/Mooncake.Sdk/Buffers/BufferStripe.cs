using System.Runtime.InteropServices;

namespace Mooncake.Buffers;

/// <summary>
/// Free blocks near at hand for the threads of one processor: a short stack to each size class, behind a flag that is tried and
/// never waited for by renters. One belongs to a processor and not to a thread, so that threads that end leave nothing behind.
/// </summary>
internal sealed class BufferStripe
{
    private readonly int[] _limits;
    private readonly ClassCache[] _caches;
    private Head _head;

    /// <summary>Creates an empty stripe.</summary>
    /// <param name="limits">The most blocks to hold of each class; 0 for classes that are not cached.</param>
    internal BufferStripe(int[] limits)
    {
        _limits = limits;
        _caches = new ClassCache[limits.Length];
    }

    /// <summary>Takes a block, unless there is none or somebody else is at the stripe.</summary>
    internal bool TryTake(int sizeClass, out BlockRef block)
    {
        if (TryEnter())
        {
            ref ClassCache cache = ref _caches[sizeClass];
            int last = cache.Count - 1;
            if (last >= 0)
            {
                block = cache.Blocks![last];
                cache.Count = last;
                Exit();
                return true;
            }

            Exit();
        }

        block = default;
        return false;
    }

    /// <summary>Puts a block in, unless the stripe is full or closed or somebody else is at it.</summary>
    internal bool TryGive(int sizeClass, BlockRef block)
    {
        if (!TryEnter())
        {
            return false;
        }

        ref ClassCache cache = ref _caches[sizeClass];
        bool hasRoom = !_head.IsClosed && cache.Count < _limits[sizeClass];
        if (hasRoom)
        {
            cache.Blocks ??= new BlockRef[_limits[sizeClass]];
            cache.Blocks[cache.Count++] = block;
        }

        Exit();
        return hasRoom;
    }

    /// <summary>Moves blocks from the heap into a class's stack until it is half full. The caller holds the pool's gate.</summary>
    internal void Refill(int sizeClass, SlabHeap heap)
    {
        if (!TryEnter())
        {
            return;
        }

        ref ClassCache cache = ref _caches[sizeClass];
        int wanted = _head.IsClosed ? 0 : _limits[sizeClass] / 2;
        while (cache.Count < wanted && heap.TryTakeExisting(sizeClass, out BlockRef block))
        {
            cache.Blocks ??= new BlockRef[_limits[sizeClass]];
            cache.Blocks[cache.Count++] = block;
        }

        Exit();
    }

    /// <summary>Moves blocks of a class to the heap until the stack is at most half full. The caller holds the pool's gate.</summary>
    internal void Spill(int sizeClass, SlabHeap heap)
    {
        if (TryEnter())
        {
            Shrink(ref _caches[sizeClass], _limits[sizeClass] / 2, heap);
            Exit();
        }
    }

    /// <summary>Moves every block to the heap. The caller holds the pool's gate.</summary>
    /// <param name="heap">Where they go.</param>
    /// <param name="close">True to take no block until <see cref="Open"/>.</param>
    /// <returns>True if there was a block.</returns>
    internal bool Drain(SlabHeap heap, bool close)
    {
        Enter();
        bool any = false;
        foreach (ref ClassCache cache in _caches.AsSpan())
        {
            any |= cache.Count > 0;
            Shrink(ref cache, 0, heap);
        }

        _head.IsClosed |= close;
        Exit();
        return any;
    }

    /// <summary>Takes blocks again. The caller holds the pool's gate.</summary>
    internal void Open()
    {
        Enter();
        _head.IsClosed = false;
        Exit();
    }

    /// <summary>Counts the blocks and their bytes, without stopping anyone.</summary>
    internal void Count(ref long blocks, ref long bytes)
    {
        for (int i = 0; i < _caches.Length; i++)
        {
            int count = Volatile.Read(ref _caches[i].Count);
            blocks += count;
            bytes += count * SizeClasses.BytesOf(i);
        }
    }

    private static void Shrink(ref ClassCache cache, int count, SlabHeap heap)
    {
        while (cache.Count > count)
        {
            heap.Give(cache.Blocks![--cache.Count]);

            // A run that goes back to its slab must not be kept alive by a slot that nobody looks at.
            cache.Blocks[cache.Count] = default;
        }
    }

    private bool TryEnter() => Interlocked.CompareExchange(ref _head.Busy, 1, 0) == 0;

    private void Enter()
    {
        // Whoever is inside does a few instructions and takes no lock; only a preemption makes this wait.
        SpinWait spinner = default;
        while (!TryEnter())
        {
            spinner.SpinOnce();
        }
    }

    private void Exit() => Volatile.Write(ref _head.Busy, 0);

    private struct ClassCache
    {
        internal BlockRef[]? Blocks;
        internal int Count;
    }

    /// <summary>Stands alone in its cache lines, so that stripes do not slow each other down.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Head
    {
        [FieldOffset(128)]
        internal int Busy;

        [FieldOffset(132)]
        internal bool IsClosed;
    }
}
