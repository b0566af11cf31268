using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Another type's bytes, with its strings written in UTF-16.</summary>
/// <typeparam name="TWire">The other type's.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Utf16Wire<TWire> : IMemoryPackWire
    where TWire : struct, IMemoryPackWire
{
    /// <inheritdoc/>
    public static int MinSize => TWire.MinSize;

    /// <inheritdoc/>
    public static string WireType => TWire.WireType;

    /// <inheritdoc/>
    public static bool IsUtf16 => true;

    /// <inheritdoc/>
    public static bool TryRegister() => TWire.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => TWire.TrySkip(ref reader);
}
