namespace Mooncake.Caching;

/// <summary>How an entry replaces another one.</summary>
/// <param name="TimeToLive">When the engine expires it; null for never.</param>
/// <param name="IsPinned">True if it must not be evicted.</param>
internal sealed record class CacheReplacement(TimeSpan? TimeToLive, bool IsPinned)
{
    /// <summary>The options. Forced: on a cluster, readers' leases do not delay the removal of the old entry.</summary>
    internal ReplaceOptions Options { get; } = new()
    {
        Force = true,
        Put = TimeToLive is null && !IsPinned ? null : new PutOptions { TimeToLive = TimeToLive, HardPin = IsPinned },
    };
}
