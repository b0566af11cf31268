namespace Mooncake.Operations;

/// <summary>Where lists are cut into batch calls.</summary>
internal static class BatchLimits
{
    /// <summary>The most items of one call: past a few hundred, a round trip is paid for many times over.</summary>
    internal const int Items = 512;

    /// <summary>The most bytes of one call, unless one item alone has more: larger calls only hold up others.</summary>
    internal const int Bytes = 4 << 20;

    /// <summary>Alignment of an item's room in bytes.</summary>
    internal const int Alignment = 64;

    /// <summary>An item's room with the gap behind it.</summary>
    internal static long Aligned(long size) => (size + Alignment - 1) & -Alignment;
}
