using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>What has a fixed number of members (<c>Tuple</c>, <c>Lazy</c>, <c>Version</c>): that number as a byte, the members; <c>FF</c> is null.</summary>
/// <typeparam name="TItems">The members.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TupleWire<TItems> : IMemoryPackWire
    where TItems : struct, IMemoryPackItems
{
    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static string WireType => $"t({TItems.WireType})";

    /// <inheritdoc/>
    public static bool TryRegister() => TItems.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        reader.TryReadExactHeader((byte)TItems.Count, out bool isNull) && (isNull || TItems.TrySkip(ref reader));
}
