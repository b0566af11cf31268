namespace Mooncake.Embedded.Index;

/// <summary>
/// Some consecutive keys of a <see cref="KeyOrder"/>, in byte order. The keys' bytes are adjacent, in no particular order; slots refer to
/// them.
/// </summary>
internal sealed class KeyBlock
{
    /// <summary>
    /// A block with this many keys is split: searching a block costs little, and inserting moves at most this many slots.
    /// </summary>
    internal const int MostKeys = 256;

    private const int FirstBytes = 1024;

    private Slot[] _slots = new Slot[16];
    private byte[] _bytes = new byte[FirstBytes];
    private int _used;
    private int _live;

    /// <summary>The number of keys.</summary>
    internal int Count { get; private set; }

    /// <summary>The key at an index.</summary>
    internal ReadOnlySpan<byte> this[int place] => _bytes.AsSpan(_slots[place].Start, _slots[place].Length);

    /// <summary>The index of the first key that is not before the given one, and whether it is that key.</summary>
    internal int Find(ReadOnlySpan<byte> key, out bool isThere)
    {
        int low = 0;
        int high = Count;
        isThere = false;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = this[middle].SequenceCompareTo(key);
            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
                isThere |= order == 0;
            }
        }

        return low;
    }

    /// <summary>Inserts a key before the one at an index. On an exception the block is unchanged.</summary>
    internal void Insert(int place, ReadOnlySpan<byte> key)
    {
        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, _slots.Length * 2);
        }

        if (_used + key.Length > _bytes.Length)
        {
            MakeRoom(key.Length);
        }

        key.CopyTo(_bytes.AsSpan(_used));
        Array.Copy(_slots, place, _slots, place + 1, Count - place);
        _slots[place] = new Slot(_used, key.Length);
        _used += key.Length;
        _live += key.Length;
        Count++;
    }

    /// <summary>Removes the key at an index.</summary>
    internal void Remove(int place)
    {
        _live -= _slots[place].Length;
        Count--;
        Array.Copy(_slots, place + 1, _slots, place, Count - place);
    }

    /// <summary>Moves the upper half of the keys to a new block. On an exception the block is unchanged.</summary>
    internal KeyBlock Divide()
    {
        int half = Count / 2;
        KeyBlock upper = new();
        for (int place = half; place < Count; place++)
        {
            upper.Insert(upper.Count, this[place]);
        }

        for (int place = half; place < Count; place++)
        {
            _live -= _slots[place].Length;
        }

        Count = half;
        return upper;
    }

    private void MakeRoom(int more)
    {
        // Twice the required size, so that as much can be inserted before the bytes are moved again.
        byte[] bytes = new byte[Math.Max(FirstBytes, checked((_live + more) * 2))];
        int used = 0;
        for (int place = 0; place < Count; place++)
        {
            this[place].CopyTo(bytes.AsSpan(used));
            _slots[place] = new Slot(used, _slots[place].Length);
            used += _slots[place].Length;
        }

        _bytes = bytes;
        _used = used;
    }

    private readonly record struct Slot(int Start, int Length);
}
