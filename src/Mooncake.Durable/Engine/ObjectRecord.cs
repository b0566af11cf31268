using System.Buffers.Binary;

namespace Mooncake.Durable.Engine;

/// <summary>What the family of metadata holds of an object.</summary>
/// <param name="Sequence">Its place in the family of data, and its version; never 0, and never used again.</param>
/// <param name="Size">Its bytes, at least 1.</param>
/// <param name="ExpiresAt">Milliseconds since 1970, or 0.</param>
/// <param name="Crc">The CRC-32C of its bytes.</param>
/// <param name="IsHardPinned">True if it is never evicted.</param>
internal readonly record struct ObjectRecord(ulong Sequence, long Size, long ExpiresAt, uint Crc, bool IsHardPinned)
{
    /// <summary>The bytes of a stored record.</summary>
    internal const int Length = 32;

    private const uint HardPinFlag = 1;
    private const int OverheadBytes = 64;

    /// <summary>True from the expiry on.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    internal bool IsExpired(long now) => ExpiresAt != 0 && ExpiresAt <= now;

    /// <summary>The bytes that count against the capacity: the value, the key in both families, and the entries' own fields.</summary>
    /// <param name="keyLength">The length of the object's key.</param>
    internal long CostWith(int keyLength) => CostOf(Size, keyLength);

    /// <summary>The same, of an object that is not there yet.</summary>
    internal static long CostOf(long size, int keyLength) => size + (2L * keyLength) + OverheadBytes;

    /// <summary>Reads a stored record.</summary>
    /// <param name="bytes">At least <see cref="Length"/> bytes.</param>
    internal static ObjectRecord Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
        (BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) & HardPinFlag) != 0);

    /// <summary>Writes the record as it is stored.</summary>
    /// <param name="bytes">At least <see cref="Length"/> bytes.</param>
    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], ExpiresAt);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], IsHardPinned ? HardPinFlag : 0);
    }
}
