namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>One vector in the SDK's terms: what to write, how to write it, how to read it.</summary>
/// <param name="Lead">What stands in front of the vector's bytes: the member count of the holder, or nothing.</param>
/// <param name="Make">Makes the value; boxed.</param>
/// <param name="Write">Writes a value.</param>
/// <param name="TryWrite">Tries to write a value.</param>
/// <param name="Read">Reads a value out of all the bytes.</param>
/// <param name="CanRead">Tells whether bytes are read as a value.</param>
internal sealed record VectorCase(
    string Lead,
    Func<object?> Make,
    Func<object?, byte[]> Write,
    Func<object?, StoreErrorCode> TryWrite,
    Func<byte[], object?> Read,
    Func<byte[], bool> CanRead);
