namespace Mooncake.Cli.Decoding.Wire;

/// <summary>How much memory a value without references takes.</summary>
/// <param name="Bytes">Its size; a multiple of the alignment.</param>
/// <param name="Alignment">What its address is a multiple of.</param>
internal readonly record struct ImageSize(int Bytes, int Alignment)
{
    /// <summary>The first offset at or after another that the value may have.</summary>
    /// <param name="offset">The other offset.</param>
    internal int AlignUp(int offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
