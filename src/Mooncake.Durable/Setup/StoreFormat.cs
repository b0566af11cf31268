namespace Mooncake.Durable.Setup;

/// <summary>The store's own records, in RocksDB's default family.</summary>
internal static class StoreFormat
{
    /// <summary>The version of the layout that this package reads and writes.</summary>
    internal const int Version = 1;

    /// <summary>The key of the layout's version, four bytes in little-endian order.</summary>
    internal static ReadOnlySpan<byte> VersionKey => "mooncake/format"u8;

    /// <summary>The key of the totals (<see cref="Engine.StoreTotals"/>).</summary>
    internal static ReadOnlySpan<byte> TotalsKey => "mooncake/totals"u8;
}
