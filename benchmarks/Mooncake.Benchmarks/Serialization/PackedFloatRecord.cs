using MemoryPack;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>A <see cref="FloatRecord"/> that MemoryPack serializes.</summary>
[MemoryPackable]
internal sealed partial record PackedFloatRecord(int Layer, bool IsFinal, DateTime Time, float[] Values);
