using Mooncake;

namespace KvCacheReplay;

/// <summary>Sizes an embedded store by blocks.</summary>
internal static class StoreSizing
{
    private const long SmallestSegment = 16L << 20;

    // The allocator of the embedded engine hands out multiples of 64 bytes.
    private const long Granule = 64;
    private const double Watermark = 0.9;

    // An hour of traffic is replayed in seconds: a lease of seconds would keep the whole cache from being evicted.
    private static readonly TimeSpan ShortLease = TimeSpan.FromMilliseconds(1);

    /// <summary>Options for a store of which so many blocks stay below the watermark.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="objectBytes">Size of a stored block in bytes, trailer included.</param>
    /// <param name="evicts">True if the store is meant to evict: then what it holds is exactly this many blocks.</param>
    internal static MooncakeStoreOptions For(long blocks, long objectBytes, bool evicts)
    {
        long bytes = blocks * ((objectBytes + Granule - 1) / Granule * Granule);
        long segment = Math.Max(SmallestSegment, (long)(bytes / Watermark) + Granule);
        MooncakeStoreOptions options = new() { SegmentBytes = segment };
        options.Embedded.LeaseDuration = ShortLease;
        if (evicts)
        {
            // A small segment cannot be made smaller than the store allows; its watermark can.
            options.Embedded.EvictionWatermark = Math.Min(Watermark, (double)bytes / segment);

            // The ratio is of the segment: an eviction makes room of a hundredth of what the store holds.
            options.Embedded.EvictionRatio = 0.01 * options.Embedded.EvictionWatermark;
        }

        return options;
    }
}
