namespace Mooncake.Raw;

/// <summary>Bytes to be stored as one object: in one piece, or in parts that follow each other.</summary>
/// <param name="Bytes">The bytes, if there are no parts.</param>
/// <param name="Parts">The parts, or null.</param>
internal readonly record struct RawValue(ReadOnlyMemory<byte> Bytes, IReadOnlyList<ReadOnlyMemory<byte>>? Parts = null);
