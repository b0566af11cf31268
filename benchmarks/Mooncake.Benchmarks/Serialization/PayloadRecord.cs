namespace Mooncake.Benchmarks.Serialization;

/// <summary>A payload in memory behind a key and fixed members.</summary>
[StoreObject]
internal sealed partial record PayloadRecord(string Key, long Version, int Layer, ReadOnlyMemory<byte> Payload);
