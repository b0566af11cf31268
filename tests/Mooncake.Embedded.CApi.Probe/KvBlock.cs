namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The documentation's record.</summary>
[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]
public sealed partial record KvBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);
