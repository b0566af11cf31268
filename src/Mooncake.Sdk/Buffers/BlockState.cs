namespace Mooncake.Buffers;

/// <summary>The pool's state of one block, stored apart from its bytes so that no overrun can reach it.</summary>
internal struct BlockState
{
    /// <summary>Even while the block is free, odd while it is rented; incremented by each rental and each return.</summary>
    internal int Generation;

    /// <summary>The next free block of the run, or -1; meaningful while the block is in the run's free list.</summary>
    internal int NextFree;

    /// <summary>The current or last holder of the block.</summary>
    internal RentalTag Tag;
}
