using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// Iterates over the slots of a version-tolerant object. Their lengths are in a table before them, which was checked when it was read. For
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct StoreSlots
{
    private readonly int _count;
    private int _next;
    private int _table;
    private int _end;

    /// <summary>Starts before the first slot.</summary>
    /// <param name="count">The number of slots, or -1 for null.</param>
    /// <param name="table">The start of their lengths.</param>
    internal StoreSlots(int count, int table)
    {
        _count = count;
        _table = table;
    }

    /// <summary>True if the object is null.</summary>
    public readonly bool IsNull => _count < 0;

    /// <summary>Advances to the next slot.</summary>
    /// <param name="reader">The reader of the slots.</param>
    /// <returns>False if there is none, or it is empty: the member keeps its default.</returns>
    public bool TryOpen(ref StoreReader reader)
    {
        int length = TakeLength(ref reader);
        _end = reader.Position + length;
        return length > 0;
    }

    /// <summary>Checks that a member used exactly its slot.</summary>
    /// <param name="reader">The reader of the slots.</param>
    /// <returns>False if it did not.</returns>
    public readonly bool TryClose(ref StoreReader reader)
    {
        return reader.Position == _end || reader.Fail(StoreErrorCode.MalformedLength);
    }

    /// <summary>Skips the next slot, if there is one.</summary>
    /// <param name="reader">The reader of the slots.</param>
    /// <returns>False if the bytes end before the slot.</returns>
    public bool TrySkip(ref StoreReader reader) => reader.TrySkip(TakeLength(ref reader));

    /// <summary>Skips the remaining slots: those of members that this type does not have.</summary>
    /// <param name="reader">The reader of the slots.</param>
    /// <returns>False if the bytes end before the slots.</returns>
    public bool TrySkipRest(ref StoreReader reader)
    {
        while (_next < _count)
        {
            if (!TrySkip(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private int TakeLength(ref StoreReader reader)
    {
        if (_next >= _count)
        {
            return 0;
        }

        _next++;
        return reader.ReadSlotLength(ref _table);
    }
}
