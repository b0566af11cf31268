namespace Mooncake.Operations;

/// <summary>The limits at which a batch is split into native calls.</summary>
internal static class BatchLimits
{
    /// <summary>The maximum number of items of one call: beyond a few hundred, the cost of a round trip is negligible.</summary>
    internal const int Items = 512;

    /// <summary>
    /// The maximum number of bytes of one call, unless a single item has more. The store's library transfers the objects of a call in
    /// parallel: with 4 MiB, lists of 1 MiB took half as long again. More than a slab of the pool would be registered separately.
    /// </summary>
    internal const int Bytes = 16 << 20;

    /// <summary>The maximum number of bytes of one call whose memory exists already: drafts, and registered memory of the caller.</summary>
    internal const int RentedBytes = 64 << 20;

    /// <summary>The maximum number of bytes of a batch of a stream, which keeps two of them.</summary>
    internal const int StreamBytes = 4 << 20;

    /// <summary>The maximum number of bytes that a lane decodes itself, instead of passing the step to another thread.</summary>
    internal const int BytesDecodedOnLane = 1 << 20;

    /// <summary>Alignment of an item's memory in bytes.</summary>
    internal const int Alignment = 64;

    /// <summary>The size of an item's memory, including the gap after it.</summary>
    internal static long Aligned(long size) => (size + Alignment - 1) & -Alignment;
}
