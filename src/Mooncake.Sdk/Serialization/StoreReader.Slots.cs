using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization;

/// <content>The slot lengths of version-tolerant objects.</content>
public ref partial struct StoreReader
{
    /// <summary>
    /// Reads a version-tolerant object's head: its slot count and the lengths, which must fit within the remaining bytes.
    /// </summary>
    /// <param name="slots">Iterates over the slots.</param>
    /// <returns>False if the bytes end, or are not such a head.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadSlots(out StoreSlots slots)
    {
        slots = default;
        if (!TryReadHeader(SerializationLimits.MaxMembers, out int count))
        {
            return false;
        }

        slots = new StoreSlots(count, _read);
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryReadVarint(out long length))
            {
                return false;
            }

            if (length is < 0 or > int.MaxValue)
            {
                return Fail(StoreErrorCode.MalformedLength);
            }

            total += length;
        }

        return total <= Remaining || Fail(StoreErrorCode.MalformedLength);
    }

    /// <summary>Reads a slot's length from the table, which was checked when its head was read.</summary>
    /// <param name="table">The position of the length; advanced past it.</param>
    internal int ReadSlotLength(ref int table)
    {
        int position = _read;
        _read = table;
        _ = TryReadVarint(out long length);
        table = _read;
        _read = position;
        return (int)length;
    }

    // One signed byte that is the value, or determines which integer follows.
    private bool TryReadVarint(out long value)
    {
        value = 0;
        if (!TryTake(sizeof(sbyte), out StoreRun head))
        {
            return false;
        }

        sbyte code = head.Read<sbyte>(0);
        switch (code)
        {
            case Varint.Byte: return TryReadInteger<byte>(out value);
            case Varint.SByte: return TryReadInteger<sbyte>(out value);
            case Varint.UInt16: return TryReadInteger<ushort>(out value);
            case Varint.Int16: return TryReadInteger<short>(out value);
            case Varint.UInt32: return TryReadInteger<uint>(out value);
            case Varint.Int32: return TryReadInteger<int>(out value);
            case Varint.UInt64 or Varint.Int64: return TryReadInteger<long>(out value);
            default:
                value = code;
                return true;
        }
    }

    // An unsigned long beyond the signed range becomes negative, which is not a valid length.
    private bool TryReadInteger<T>(out long value)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        value = 0;
        if (!TryTake(Unsafe.SizeOf<T>(), out StoreRun run))
        {
            return false;
        }

        value = long.CreateTruncating(run.Read<T>(0));
        return true;
    }
}
