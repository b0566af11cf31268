using System.ComponentModel;
using System.Numerics;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Big integers: the bytes of the little-endian two's complement as a collection, as the format specifies. MemoryPack writes values of up
/// to 255 bytes incorrectly, as zeros; those are read as 0, as by MemoryPack.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BigIntegerCodec : IStoreCodec<BigInteger>
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "bigint";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in BigInteger value)
    {
        sizer.Add(sizeof(int) + value.GetByteCount());
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in BigInteger value)
    {
        int count = value.GetByteCount();
        return writer.TryWriteLength(count)
            && writer.TryTakeSpan(count, out Span<byte> destination)
            && (value.TryWriteBytes(destination, out _) || writer.Fail(StoreErrorCode.CollectionChanged));
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out BigInteger value)
    {
        value = default;
        if (!reader.TryReadLength(sizeof(byte), out int length))
        {
            return false;
        }

        if (length < 0)
        {
            return reader.Fail(StoreErrorCode.MalformedLength);
        }

        bool isRead = reader.TryTakeSpan(length, out ReadOnlySpan<byte> bytes);
        value = new BigInteger(bytes);
        return isRead;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        return reader.TryReadLength(sizeof(byte), out int length)
            && (length >= 0 ? reader.TrySkip(length) : reader.Fail(StoreErrorCode.MalformedLength));
    }
}
