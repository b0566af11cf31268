namespace Mooncake.Buffers;

/// <summary>What the pool knows of one block, kept apart from its bytes so that no overrun can reach it.</summary>
internal struct BlockState
{
    /// <summary>Even while the block is free, odd while it is rented; one more at each rental and each return.</summary>
    internal int Generation;

    /// <summary>The next free block of the run, or -1; meaningful while the block is in the run's free list.</summary>
    internal int NextFree;

    /// <summary>Who holds the block, or held it last.</summary>
    internal RentalTag Tag;
}
