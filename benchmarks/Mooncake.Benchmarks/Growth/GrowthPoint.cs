namespace Mooncake.Benchmarks.Growth;

/// <summary>A small object.</summary>
[StoreKey("grow/{Group}/{Id}")]
internal readonly partial record struct GrowthPoint(int Group, int Id, long Value);
