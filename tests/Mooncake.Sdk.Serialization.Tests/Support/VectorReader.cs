namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>Reads bytes as one of the vectors' types.</summary>
/// <param name="Lead">What stands in front of the vector's bytes: the member count of the holder, or nothing.</param>
/// <param name="TryRead">Answers why not, or <see cref="StoreErrorCode.Ok"/> and the value.</param>
internal sealed record VectorReader(string Lead, Func<byte[], (StoreErrorCode Error, object? Value)> TryRead);
