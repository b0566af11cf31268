using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Index;

/// <summary>The entries that one arena may give to new objects. Needs the arena's lock.</summary>
internal sealed unsafe class EntryStore
{
    private readonly EntryTable _table;
    private readonly byte _owner;
    private int[] _free = new int[EntryTable.ChunkEntries];
    private int _freeCount;

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
    internal void Return(int id)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, _freeCount * 2);
        }

        _free[_freeCount++] = id;
    }

    /// <summary>Gives half of what lies ready to another arena. Needs the locks of both.</summary>
    internal void GiveHalfTo(EntryStore other)
    {
        for (int count = _freeCount / 2; count > 0; count--)
        {
            int id = _free[--_freeCount];
            _table.At(id)->Owner = other._owner;
            other.Return(id);
        }
    }

    private bool TryGrow()
    {
        int first = _table.AddChunk();
        if (first < 0)
        {
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
