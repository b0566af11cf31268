using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary><see cref="Version"/>: byte 4 and four 32-bit numbers, -1 for those that are absent; <c>FF</c> is null.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VersionWire : IMemoryPackWire
{
    private const byte Parts = 4;

    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => "version";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        reader.TryReadExactHeader(Parts, out bool isNull) && (isNull || reader.TrySkip(Parts * sizeof(int)));
}
