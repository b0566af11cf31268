using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary><c>StringBuilder</c>: the number of UTF-16 units, or -1 for null, and the units.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringBuilderWire : IMemoryPackWire
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static string WireType => "builder";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        reader.TryReadLength(sizeof(char), out int length) && reader.TrySkip(Math.Max(length, 0) * sizeof(char));
}
