using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Index;

/// <summary>The entries that one arena may give to new objects. Requires the arena's lock.</summary>
internal sealed unsafe class EntryStore
{
    private readonly EntryTable _table;
    private readonly byte _owner;
    private int[] _free = [];
    private int _freeCount;
    private int _owned;

    /// <summary>Creates a store without entries.</summary>
    /// <param name="table">The source of entries.</param>
    /// <param name="owner">The arena's number, which is recorded in the entries.</param>
    internal EntryStore(EntryTable table, byte owner)
    {
        _table = table;
        _owner = owner;
    }

    /// <summary>The number of free entries; may be read without the lock, and may be slightly outdated.</summary>
    internal int FreeCount => Volatile.Read(ref _freeCount);

    /// <summary>Takes a free entry; 0 if there is no memory for more.</summary>
    internal int Take()
    {
        if (_freeCount == 0 && !TryGrow())
        {
            return 0;
        }

        int id = _free[--_freeCount];
        if (_freeCount != 0)
        {
            // It was last used when its object was removed: prefetch it, so that the next put does not wait for memory.
            CacheLines.Prefetch((byte*)_table.At(_free[_freeCount - 1]), (nuint)sizeof(Entry));
        }

        _table.At(id)->Generation++;
        return id;
    }

    /// <summary>Returns an entry that represents no object any more.</summary>
    /// <remarks>Never fails: there is space for all entries that the store owns.</remarks>
    internal void Return(int id) => _free[_freeCount++] = id;

    /// <summary>Gives half of the free entries to another arena. Requires the locks of both.</summary>
    /// <returns>False if the other has no memory to record them.</returns>
    internal bool TryGiveHalfTo(EntryStore other)
    {
        int count = _freeCount / 2;
        if (!other.TryOwn(count))
        {
            return false;
        }

        _owned -= count;
        for (; count > 0; count--)
        {
            int id = _free[--_freeCount];
            _table.At(id)->Owner = other._owner;
            other.Return(id);
        }

        return true;
    }

    private bool TryOwn(int more)
    {
        if (_owned + more > _free.Length)
        {
            try
            {
                Array.Resize(ref _free, Math.Max(_owned + more, _free.Length * 2));
            }
            catch (OutOfMemoryException)
            {
                // The machine's memory is part of what a put needs; the caller reports that there is none.
                return false;
            }
        }

        _owned += more;
        return true;
    }

    private bool TryGrow()
    {
        if (!TryOwn(EntryTable.ChunkEntries))
        {
            return false;
        }

        int first = _table.AddChunk();
        if (first < 0)
        {
            _owned -= EntryTable.ChunkEntries;
            return false;
        }

        // The lowest on top: they are taken in memory order. Id 0 is not an entry.
        for (int id = first + EntryTable.ChunkEntries - 1; id >= Math.Max(first, 1); id--)
        {
            _table.At(id)->Owner = _owner;
            Return(id);
        }

        return true;
    }
}
