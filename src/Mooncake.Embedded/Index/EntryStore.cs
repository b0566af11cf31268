using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Index;

/// <summary>The entries that one arena may give to new objects. Needs the arena's lock.</summary>
internal sealed unsafe class EntryStore
{
    private readonly EntryTable _table;
    private readonly byte _owner;
    private int[] _free = [];
    private int _freeCount;
    private int _owned;

    /// <summary>No entries yet.</summary>
    /// <param name="table">Where they come from.</param>
    /// <param name="owner">The arena's number, which the entries carry.</param>
    internal EntryStore(EntryTable table, byte owner)
    {
        _table = table;
        _owner = owner;
    }

    /// <summary>How many entries lie ready; anybody may ask, and be behind by a moment.</summary>
    internal int FreeCount => Volatile.Read(ref _freeCount);

    /// <summary>Gives out an entry that stands for nothing; 0 if there is no memory for more.</summary>
    internal int Take()
    {
        if (_freeCount == 0 && !TryGrow())
        {
            return 0;
        }

        int id = _free[--_freeCount];
        if (_freeCount != 0)
        {
            // It was last used when its object died: the next put should not wait for it.
            CacheLines.Prefetch((byte*)_table.At(_free[_freeCount - 1]), (nuint)sizeof(Entry));
        }

        _table.At(id)->Generation++;
        return id;
    }

    /// <summary>Takes an entry back that stands for nothing any more.</summary>
    /// <remarks>Never fails: there is room for all that the store owns.</remarks>
    internal void Return(int id) => _free[_freeCount++] = id;

    /// <summary>Gives half of what lies ready to another arena. Needs the locks of both.</summary>
    /// <returns>False if the other has no memory to take note of it.</returns>
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
                // The machine's memory is part of the room that a put needs; the caller says that there is none.
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

        // The lowest on top: they are taken in the order in which they lie. Id 0 is no entry.
        for (int id = first + EntryTable.ChunkEntries - 1; id >= Math.Max(first, 1); id--)
        {
            _table.At(id)->Owner = _owner;
            Return(id);
        }

        return true;
    }
}
