using System.ComponentModel;

namespace Mooncake.Serialization;

/// <content>The slot lengths of version-tolerant objects.</content>
public ref partial struct StoreWriter
{
    /// <summary>
    /// A sizer for the slots of one object: their lengths come before them, so members are measured once more. Nested version-tolerant
    /// objects are therefore measured once for each level above them.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly StoreSizer MeasureSlots() => new(_depth, _parts, _part, DraftPayloadBytes);

    /// <summary>Writes a slot's length.</summary>
    /// <param name="length">In bytes.</param>
    /// <returns>False if it does not fit.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryWriteSlotLength(long length)
    {
        if (length > int.MaxValue)
        {
            return Fail(StoreErrorCode.ValueNotEncodable);
        }

        if (!TryTake(Varint.SizeOf(length), out StoreRun run))
        {
            return false;
        }

        switch (length)
        {
            case <= sbyte.MaxValue:
                run.Write(0, (sbyte)length);
                return true;
            case <= short.MaxValue:
                run.Write(0, Varint.Int16);
                run.Write(1, (short)length);
                return true;
            default:
                run.Write(0, Varint.Int32);
                run.Write(1, (int)length);
                return true;
        }
    }
}
