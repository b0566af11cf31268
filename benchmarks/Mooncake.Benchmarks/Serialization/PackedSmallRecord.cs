using MemoryPack;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>A <see cref="SmallRecord"/> that MemoryPack serializes.</summary>
[MemoryPackable]
internal sealed partial record PackedSmallRecord(string Name, string Email, int Count, long Total, Guid Id);
