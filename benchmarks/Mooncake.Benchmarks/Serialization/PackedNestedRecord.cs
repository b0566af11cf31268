using MemoryPack;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>A <see cref="NestedRecord"/> that MemoryPack serializes.</summary>
[MemoryPackable]
internal sealed partial record PackedNestedRecord(
    string Title, List<PackedNestedLine> Lines, Dictionary<string, long> Totals, string[] Tags);
