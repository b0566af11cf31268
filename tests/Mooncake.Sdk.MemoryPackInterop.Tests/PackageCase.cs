namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>A vector's value, and both serializers of its type.</summary>
/// <param name="Lead">What stands in front of the vector's bytes: the member count of the holder, or nothing.</param>
/// <param name="Make">Makes the value; boxed.</param>
/// <param name="WriteOurs">Writes a value with the generated code; null if it cannot be written.</param>
/// <param name="WriteTheirs">Writes a value with the package.</param>
/// <param name="ReadOurs">Reads a value with the generated code.</param>
/// <param name="ReadTheirs">Reads a value with the package.</param>
internal sealed record PackageCase(
    string Lead,
    Func<object?> Make,
    Func<object?, byte[]?> WriteOurs,
    Func<object?, byte[]> WriteTheirs,
    Func<byte[], object?> ReadOurs,
    Func<byte[], object?> ReadTheirs);
