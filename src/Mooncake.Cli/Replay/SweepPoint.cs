namespace Mooncake.Cli.Replay;

/// <summary>The hit ratio at one capacity.</summary>
/// <param name="CapacityBlocks">The capacity in blocks.</param>
/// <param name="HitRatio">The store's hit ratio.</param>
/// <param name="LruHitRatio">That of an exact LRU cache.</param>
internal sealed record SweepPoint(int CapacityBlocks, double HitRatio, double LruHitRatio)
{
    /// <summary>What the store's hit ratio is above that of LRU; negative if it is below.</summary>
    public double Difference => HitRatio - LruHitRatio;
}
