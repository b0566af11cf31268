namespace Mooncake.Embedded.Index;

/// <summary>Keys in byte order: a list of blocks of up to <see cref="KeyBlock.MostKeys"/> keys each. For one thread at a time.</summary>
/// <remarks>
/// An insertion costs two binary searches and moves the slots of one block; once in a hundred insertions it moves the list of blocks, whose
/// length is a hundredth of the number of keys. A key takes its bytes and about 16 more; a third of the memory is unused.
/// </remarks>
internal sealed class KeyOrder
{
    private readonly List<KeyBlock> _blocks = [];

    /// <summary>The number of keys.</summary>
    internal int Count { get; private set; }

    /// <summary>True if so many keys were removed that a new order would be much smaller.</summary>
    internal bool IsSparse => _blocks.Count > 64 && Count < _blocks.Count * (KeyBlock.MostKeys / 16);

    /// <summary>Adds a key, unless it exists.</summary>
    internal void Add(ReadOnlySpan<byte> key)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new KeyBlock());
        }

        int at = BlockOf(key);
        KeyBlock block = _blocks[at];
        if (block.Count == KeyBlock.MostKeys)
        {
            _blocks.Insert(at + 1, new KeyBlock());
            _blocks[at + 1] = block.Divide();
            if (_blocks[at + 1][0].SequenceCompareTo(key) <= 0)
            {
                block = _blocks[at + 1];
            }
        }

        int place = block.Find(key, out bool isThere);
        if (!isThere)
        {
            block.Insert(place, key);
            Count++;
        }
    }

    /// <summary>The first key that is not before the given one.</summary>
    /// <param name="from">The key.</param>
    /// <param name="isInclusive">False to skip the key itself.</param>
    internal Cursor Seek(ReadOnlySpan<byte> from, bool isInclusive)
    {
        if (_blocks.Count == 0)
        {
            return default;
        }

        int block = BlockOf(from);
        int place = _blocks[block].Find(from, out bool isThere);
        return new Cursor(block, place + (isThere && !isInclusive ? 1 : 0));
    }

    /// <summary>Finds the last key that is not after the given one.</summary>
    /// <param name="at">The key.</param>
    /// <param name="isInclusive">False to find the last key before it.</param>
    /// <param name="cursor">The position of the key that was found.</param>
    /// <returns>False if there is none.</returns>
    internal bool TrySeekLast(ReadOnlySpan<byte> at, bool isInclusive, out Cursor cursor)
    {
        Cursor next = Seek(at, isInclusive: !isInclusive);
        cursor = next.Place > 0 ? new Cursor(next.Block, next.Place - 1)
            : next.Block > 0 ? new Cursor(next.Block - 1, _blocks[next.Block - 1].Count - 1)
            : default;
        return next.Place > 0 || next.Block > 0;
    }

    /// <summary>Reads the key at a cursor.</summary>
    /// <returns>False after the last key.</returns>
    internal bool TryRead(ref Cursor cursor, out ReadOnlySpan<byte> key)
    {
        while (cursor.Block < _blocks.Count)
        {
            KeyBlock block = _blocks[cursor.Block];
            if (cursor.Place < block.Count)
            {
                key = block[cursor.Place];
                return true;
            }

            cursor = new Cursor(cursor.Block + 1, 0);
        }

        key = default;
        return false;
    }

    /// <summary>Removes the key at a cursor, which then is at the next one.</summary>
    internal void RemoveAt(ref Cursor cursor)
    {
        KeyBlock block = _blocks[cursor.Block];
        block.Remove(cursor.Place);
        Count--;
        if (block.Count == 0)
        {
            _blocks.RemoveAt(cursor.Block);
            cursor = new Cursor(cursor.Block, 0);
        }
    }

    /// <summary>The last block whose first key is not after the given one, or the first block.</summary>
    private int BlockOf(ReadOnlySpan<byte> key)
    {
        int low = 1;
        int high = _blocks.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_blocks[middle][0].SequenceCompareTo(key) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>A position in the order; any change except <see cref="RemoveAt"/> invalidates it.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Place">The index in the block.</param>
    internal readonly record struct Cursor(int Block, int Place)
    {
        /// <summary>The next position.</summary>
        internal Cursor Next => new(Block, Place + 1);
    }
}
