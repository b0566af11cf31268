namespace Mooncake.Cli.Replay;

/// <summary>The result of a replay, as JSON has it.</summary>
/// <param name="Trace">The trace's file name; null for the one that is made up.</param>
/// <param name="Engine">The engine of the store.</param>
/// <param name="Requests">Requests replayed.</param>
/// <param name="Blocks">Blocks looked up.</param>
/// <param name="DistinctBlocks">Blocks that differ.</param>
/// <param name="CapacityBlocks">The store's size in blocks; null if it was not limited, or is not the tool's own.</param>
/// <param name="BlockBytes">Payload of a block in bytes.</param>
/// <param name="Hits">Blocks found.</param>
/// <param name="HitRatio">The share of blocks found.</param>
/// <param name="LruHitRatio">The share that an exact LRU cache of <paramref name="CapacityBlocks"/> finds; null without a capacity.</param>
/// <param name="Evictions">Blocks that had been stored before and were gone.</param>
/// <param name="Mismatches">Blocks whose bytes were not those that had been stored.</param>
/// <param name="Failures">Lookups and puts that failed.</param>
/// <param name="Seconds">How long the replay took.</param>
/// <param name="BlocksPerSecond">Blocks looked up and stored in a second.</param>
/// <param name="Sweep">The hit ratios at several capacities; empty without a sweep.</param>
internal sealed record ReplayReport(
    string? Trace,
    string Engine,
    long Requests,
    long Blocks,
    long DistinctBlocks,
    int? CapacityBlocks,
    int BlockBytes,
    long Hits,
    double HitRatio,
    double? LruHitRatio,
    long Evictions,
    long Mismatches,
    long Failures,
    double Seconds,
    double BlocksPerSecond,
    IReadOnlyList<SweepPoint> Sweep);
