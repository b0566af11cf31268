namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A struct whose fields are not known, or what a custom formatter writes.</summary>
/// <param name="name">Its name.</param>
/// <param name="bytes">Its size; null if that is not known, and the bytes behind it cannot be read.</param>
internal sealed class OpaqueWire(string name, int? bytes) : WireType
{
    /// <summary>The name.</summary>
    internal string Name { get; } = name;

    /// <summary>The memory. Its alignment is not known; a multiple of its size is what nearly every struct has.</summary>
    internal override ImageSize? Image { get; } = bytes is { } size ? new ImageSize(size, AlignmentOf(size)) : null;

    private static int AlignmentOf(int size) => size % 8 == 0 ? 8 : size % 4 == 0 ? 4 : size % 2 == 0 ? 2 : 1;
}
