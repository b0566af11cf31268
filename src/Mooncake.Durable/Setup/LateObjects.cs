using System.Buffers.Binary;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Setup;

/// <summary>Adds the objects to the stored sums that came after them. None of these is pinned, and none was removed.</summary>
internal static unsafe class LateObjects
{
    /// <summary>
    /// More objects than can be behind a damaged place: fewer than two batches of the largest size, of the smallest objects.
    /// </summary>
    private const ulong MostBehindDamage = 1 << 21;

    /// <summary>Counts them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="totals">The stored sums.</param>
    /// <returns>
    /// The sums of what is there. Behind a damaged block nothing is counted: the store opens as it does with damage elsewhere, and its
    /// objects fail when they are read. Sequences that may be in use there are not given again.
    /// </returns>
    internal static StoreTotals Count(RocksDatabase database, StoreTotals totals)
    {
        Span<byte> next = stackalloc byte[PrefixedKey.PrefixLength];
        BinaryPrimitives.WriteUInt64BigEndian(next, totals.LastSequence + 1);
        using RocksIterator iterator = new(database, database.Data, database.Options.Scans);
        for (iterator.Seek(next); iterator.IsValid; iterator.Next())
        {
            ulong sequence = PrefixedKey.ReadNumber(iterator.Key);
            ObjectRecord record = new(sequence, iterator.Value.Length, ExpiresAt: 0, Crc: 0, IsHardPinned: false);
            totals = (totals with { LastSequence = sequence }).With(in record, iterator.Key.Length - PrefixedKey.PrefixLength);
        }

        return iterator.TakeError() is not null ? totals with { LastSequence = totals.LastSequence + MostBehindDamage } : totals;
    }
}
