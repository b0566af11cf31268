namespace Mooncake.Cli.Decoding.Wire;

/// <summary>An encoding, as docs/format.md notates it.</summary>
internal abstract class WireType
{
    /// <summary>The size and alignment of the memory image if the type has no references; null if it has.</summary>
    internal virtual ImageSize? Image => null;
}
