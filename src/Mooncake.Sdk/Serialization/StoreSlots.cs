using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// Walks the slots of a version-tolerant object: their lengths stand in a table in front of them, which was checked as a whole
/// when it was read. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct StoreSlots
{
    private readonly int _count;
    private int _next;
    private int _table;
    private int _end;

    /// <summary>Stands before the first slot.</summary>
    /// <param name="count">How many slots there are, or -1 for null.</param>
    /// <param name="table">Where their lengths start.</param>
    internal StoreSlots(int count, int table)
    {
        _count = count;
        _table = table;
    }

    /// <summary>True if the object is null.</summary>
    public readonly bool IsNull => _count < 0;

    /// <summary>Goes to the next slot.</summary>
    /// <param name="reader">Where the slots are read from.</param>
    /// <returns>False if there is none, or it is empty: the member keeps its default.</returns>
    public bool TryOpen(ref StoreReader reader)
    {
        int length = TakeLength(ref reader);
        _end = reader.Position + length;
        return length > 0;
    }

    /// <summary>Checks that a member took all of its slot and no more.</summary>
    /// <param name="reader">Where the slots are read from.</param>
    /// <returns>False if it did not.</returns>
    public readonly bool TryClose(ref StoreReader reader)
    {
        return reader.Position == _end || reader.Fail(StoreErrorCode.MalformedLength);
    }

    /// <summary>Skips the next slot, if there is one.</summary>
    /// <param name="reader">Where the slots are read from.</param>
    /// <returns>False if the bytes end before it does.</returns>
    public bool TrySkip(ref StoreReader reader) => reader.TrySkip(TakeLength(ref reader));

    /// <summary>Skips the slots that are left: those of members that this type does not know.</summary>
    /// <param name="reader">Where the slots are read from.</param>
    /// <returns>False if the bytes end before they do.</returns>
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
