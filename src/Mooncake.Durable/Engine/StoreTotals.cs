using System.Buffers.Binary;

namespace Mooncake.Durable.Engine;

/// <summary>
/// Sums over all objects. A batch that removes or pins an object stores them, and one of many that only add objects. So the objects with
/// later sequences than the stored sums were added since, and are all there: opening counts these alone (<see cref="Setup.LateObjects"/>).
/// </summary>
/// <param name="LastSequence">The last sequence that was given to an object.</param>
/// <param name="Objects">Objects, expired ones that were not reclaimed yet included.</param>
/// <param name="UsedBytes">The bytes that they take (<see cref="ObjectRecord.CostOf"/>).</param>
/// <param name="PinnedBytes">The bytes of those that are hard-pinned.</param>
/// <param name="Evictions">Objects evicted since the store was opened; not stored.</param>
/// <param name="Expirations">Expired objects reclaimed since the store was opened; not stored.</param>
internal readonly record struct StoreTotals(
    ulong LastSequence, long Objects, long UsedBytes, long PinnedBytes, long Evictions, long Expirations)
{
    /// <summary>The bytes of the stored form.</summary>
    internal const int Length = 32;

    /// <summary>The totals with one object more.</summary>
    internal StoreTotals With(in ObjectRecord record, int keyLength) => Changed(in record, keyLength, sign: 1);

    /// <summary>The totals with one object less.</summary>
    internal StoreTotals Without(in ObjectRecord record, int keyLength) => Changed(in record, keyLength, sign: -1);

    /// <summary>Reads the stored form.</summary>
    internal static StoreTotals Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
        Evictions: 0,
        Expirations: 0);

    /// <summary>Writes the stored form.</summary>
    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, LastSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Objects);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], UsedBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], PinnedBytes);
    }

    private StoreTotals Changed(in ObjectRecord record, int keyLength, int sign)
    {
        long cost = sign * record.CostWith(keyLength);
        return this with
        {
            Objects = Objects + sign,
            UsedBytes = UsedBytes + cost,
            PinnedBytes = PinnedBytes + (record.IsHardPinned ? cost : 0),
        };
    }
}
