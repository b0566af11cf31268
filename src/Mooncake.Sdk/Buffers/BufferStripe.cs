using System.Runtime.InteropServices;

namespace Mooncake.Buffers;

/// <summary>
/// A cache of free blocks for the threads of one processor: a short stack per size class, protected by a flag for which renters never wait.
/// It belongs to a processor, not to a thread, so threads that end leave nothing behind.
/// </summary>
internal sealed class BufferStripe
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly BlockRef[] _blocks;
    private Head _head;

    /// <summary>Creates an empty stripe.</summary>
    /// <param name="starts">
    /// <c>[classes + 1]</c> start indexes of each class's stack; the distance to the next is its capacity, 0 for classes that are not
    /// cached.
    /// </param>
    internal BufferStripe(int[] starts)
    {
        // Allocated at once: a thread that moves to another processor must not allocate.
        _starts = starts;
        _counts = new int[starts.Length - 1];
        _blocks = new BlockRef[starts[^1]];
    }

    /// <summary>Takes a block, unless there is none or another thread is using the stripe.</summary>
    internal bool TryTake(int sizeClass, out BlockRef block)
    {
        // A check without the flag first: it avoids taking the flag for classes that are not cached.
        if (Volatile.Read(ref _counts[sizeClass]) > 0 && TryEnter())
        {
            int last = _counts[sizeClass] - 1;
            if (last >= 0)
            {
                // Read in two parts, as it was just written: a single load over both would stall on store forwarding.
                ref readonly BlockRef slot = ref _blocks[_starts[sizeClass] + last];
                block = new BlockRef(slot.Run, slot.Index);
                _counts[sizeClass] = last;
                Exit();
                return true;
            }

            Exit();
        }

        block = default;
        return false;
    }

    /// <summary>Adds a block, unless the stripe is full or closed or another thread is using it.</summary>
    internal bool TryGive(int sizeClass, BlockRef block)
    {
        if (CapacityOf(sizeClass) == 0 || !TryEnter())
        {
            return false;
        }

        int count = _counts[sizeClass];
        bool hasRoom = !_head.IsClosed && count < CapacityOf(sizeClass);
        if (hasRoom)
        {
            _blocks[_starts[sizeClass] + count] = block;
            _counts[sizeClass] = count + 1;
        }

        Exit();
        return hasRoom;
    }

    /// <summary>Moves blocks from the heap into a class's stack until it is half full. The caller holds the pool's gate.</summary>
    internal void Refill(int sizeClass, SlabHeap heap)
    {
        int wanted = CapacityOf(sizeClass) / 2;
        if (wanted == 0 || !TryEnter())
        {
            return;
        }

        while (!_head.IsClosed && _counts[sizeClass] < wanted && heap.TryTakeExisting(sizeClass, out BlockRef block))
        {
            _blocks[_starts[sizeClass] + _counts[sizeClass]++] = block;
        }

        Exit();
    }

    /// <summary>Moves blocks of a class to the heap until the stack is at most half full. The caller holds the pool's gate.</summary>
    internal void Spill(int sizeClass, SlabHeap heap)
    {
        if (CapacityOf(sizeClass) > 0 && TryEnter())
        {
            Shrink(sizeClass, CapacityOf(sizeClass) / 2, heap);
            Exit();
        }
    }

    /// <summary>Moves every block to the heap. The caller holds the pool's gate.</summary>
    /// <param name="heap">The destination.</param>
    /// <param name="close">True to accept no block until <see cref="Open"/>.</param>
    /// <returns>True if there was a block.</returns>
    internal bool Drain(SlabHeap heap, bool close)
    {
        Enter();
        bool any = false;
        for (int i = 0; i < _counts.Length; i++)
        {
            any |= _counts[i] > 0;
            Shrink(i, 0, heap);
        }

        _head.IsClosed |= close;
        Exit();
        return any;
    }

    /// <summary>Accepts blocks again. The caller holds the pool's gate.</summary>
    internal void Open()
    {
        Enter();
        _head.IsClosed = false;
        Exit();
    }

    /// <summary>Counts the blocks and their bytes, without blocking other threads.</summary>
    internal void Count(ref long blocks, ref long bytes)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            int count = Volatile.Read(ref _counts[i]);
            blocks += count;
            bytes += count * SizeClasses.BytesOf(i);
        }
    }

    private int CapacityOf(int sizeClass) => _starts[sizeClass + 1] - _starts[sizeClass];

    private void Shrink(int sizeClass, int count, SlabHeap heap)
    {
        while (_counts[sizeClass] > count)
        {
            ref BlockRef slot = ref _blocks[_starts[sizeClass] + --_counts[sizeClass]];
            heap.Give(slot);

            // A run whose pages return to its slab must not be kept alive by an unused slot.
            slot = default;
        }
    }

    private bool TryEnter() => Interlocked.CompareExchange(ref _head.Busy, 1, 0) == 0;

    private void Enter()
    {
        // The thread inside executes a few instructions and takes no lock; only preemption makes this wait.
        SpinWait spinner = default;
        while (!TryEnter())
        {
            spinner.SpinOnce();
        }
    }

    private void Exit() => Volatile.Write(ref _head.Busy, 0);

    /// <summary>Padded to its own cache lines, so that stripes do not slow each other down.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Head
    {
        [FieldOffset(128)]
        internal int Busy;

        [FieldOffset(132)]
        internal bool IsClosed;
    }
}
