namespace Mooncake.Conformance.Player;

/// <summary>Part of a buffer.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">How many bytes it has.</param>
internal readonly record struct BufferPart(ScenarioBuffer Buffer, int Offset, int Size)
{
    /// <summary>Where it begins in memory.</summary>
    internal unsafe void* Pointer => Buffer.At(Offset);

    /// <summary>Its bytes.</summary>
    internal Span<byte> Bytes => Buffer.All.Slice(Offset, Size);
}
