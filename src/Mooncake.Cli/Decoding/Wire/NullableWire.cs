namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A value that may be null.</summary>
/// <param name="inner">The value.</param>
internal sealed class NullableWire(WireType inner) : WireType
{
    /// <summary>The value.</summary>
    internal WireType Inner { get; } = inner;

    /// <inheritdoc/>
    internal override ImageSize? Image { get; } = inner.Image is { } image
        ? new ImageSize(image.AlignUp(image.AlignUp(1) + image.Bytes), image.Alignment)
        : null;
}
