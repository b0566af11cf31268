namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A number, a date or another single value without references.</summary>
/// <param name="code">Its notation, such as <c>i4</c>.</param>
/// <param name="image">Its memory.</param>
internal sealed class ScalarWire(string code, ImageSize image) : WireType
{
    private static readonly Dictionary<string, ImageSize> Sizes = new(StringComparer.Ordinal)
    {
        ["b"] = new(1, 1),
        ["i1"] = new(1, 1),
        ["u1"] = new(1, 1),
        ["i2"] = new(2, 2),
        ["u2"] = new(2, 2),
        ["i4"] = new(4, 4),
        ["u4"] = new(4, 4),
        ["i8"] = new(8, 8),
        ["u8"] = new(8, 8),
        ["i16"] = new(16, 16),
        ["u16"] = new(16, 16),
        ["c"] = new(2, 2),
        ["f2"] = new(2, 2),
        ["f4"] = new(4, 4),
        ["f8"] = new(8, 8),
        ["dec"] = new(16, 8),
        ["guid"] = new(16, 4),
        ["dt"] = new(8, 8),
        ["dto"] = new(16, 8),
        ["span"] = new(8, 8),
        ["date"] = new(4, 4),
        ["time"] = new(8, 8),
        ["rune"] = new(4, 4),
    };

    /// <summary>The notation.</summary>
    internal string Code { get; } = code;

    /// <inheritdoc/>
    internal override ImageSize? Image { get; } = image;

    /// <summary>The scalar with a notation, or null.</summary>
    /// <param name="code">The notation.</param>
    internal static ScalarWire? Of(string code) => Sizes.TryGetValue(code, out ImageSize image) ? new ScalarWire(code, image) : null;
}
