namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>A vector's value as one of the two serializers has it: the types are the same, declared twice.</summary>
/// <param name="Lead">What stands in front of the vector's bytes: the member count of the holder, or nothing.</param>
/// <param name="Make">Makes the value.</param>
/// <param name="Write">Writes a value; null if it cannot be written.</param>
/// <param name="Read">Reads a value.</param>
internal sealed record InteropCase(string Lead, Func<object?> Make, Func<object?, byte[]?> Write, Func<byte[], object?> Read);
