namespace Mooncake.Benchmarks.Typed;

/// <summary>The record without a checksum: its trailer has the shape and the key only.</summary>
[StoreKey("bench/plain/{Model}/{Layer:D3}/{Block:x16}", Integrity = StoreIntegrity.Identity)]
internal sealed partial record UnsummedBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);
