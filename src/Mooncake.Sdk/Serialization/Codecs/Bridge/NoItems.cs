using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>The end of a chain of <see cref="Items{T, TCodec, TNext}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoItems : IMemoryPackItems
{
    /// <inheritdoc/>
    public static int Count => 0;

    /// <inheritdoc/>
    public static int MinSize => 0;

    /// <inheritdoc/>
    public static string WireType => "";

    /// <inheritdoc/>
    public static bool TryRegister() => true;

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => true;
}
