using MemoryPack;

namespace Mooncake.Benchmarks.Serialization;

/// <summary>A <see cref="PayloadRecord"/> that MemoryPack serializes.</summary>
[MemoryPackable]
internal sealed partial record PackedPayloadRecord(string Key, long Version, int Layer, ReadOnlyMemory<byte> Payload);
