using MemoryPack;

namespace Mooncake.Benchmarks.Typed;

/// <summary>A <see cref="BenchBlock"/> that MemoryPack serializes.</summary>
[MemoryPackable]
[StoreKey("bench/packed/{Model}/{Layer:D3}/{Block:x16}")]
internal sealed partial record PackedBlock(string Model, int Layer, ulong Block, byte[] Payload);
