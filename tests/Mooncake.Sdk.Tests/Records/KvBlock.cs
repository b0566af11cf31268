namespace Mooncake.Sdk.Tests.Records;

/// <summary>The documentation's record, with all that the generator adds to it.</summary>
[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]
public sealed partial record KvBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);
