namespace Mooncake.Durable.Setup;

/// <summary>The records that a store keeps about itself, in the family that RocksDB calls default.</summary>
internal static class StoreFormat
{
    /// <summary>The version of the layout that this package reads and writes.</summary>
    internal const int Version = 1;

    /// <summary>The key of the layout's version, four bytes in little-endian order.</summary>
    internal static ReadOnlySpan<byte> VersionKey => "mooncake/format"u8;

    /// <summary>The key of the sums (<see cref="Engine.StoreTotals"/>).</summary>
    internal static ReadOnlySpan<byte> TotalsKey => "mooncake/totals"u8;
}
