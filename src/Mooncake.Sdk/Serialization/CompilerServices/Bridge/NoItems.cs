using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>The end of a chain of <see cref="Items{T, TCodec, TNext}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoItems : IStoreWire
{
    /// <inheritdoc/>
    public static int Count => 0;

    /// <inheritdoc/>
    public static int MinSize => 0;

    /// <inheritdoc/>
    public static string WireType => "";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => true;
}
