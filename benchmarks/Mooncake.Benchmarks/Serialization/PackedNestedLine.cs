using MemoryPack;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>A <see cref="NestedLine"/> that MemoryPack serializes.</summary>
[MemoryPackable]
internal sealed partial record PackedNestedLine(int Number, string Text, double Amount);
