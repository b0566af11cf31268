using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>A collection: <c>[count][elements]</c>; -1 is null.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SequenceWire<T, TCodec> : IMemoryPackWire
    where TCodec : struct, IStoreCodec<T>
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static string WireType => $"[{TCodec.WireType}]";

    /// <inheritdoc/>
    public static bool TryRegister() => MemoryPackFormatters.TryEnsure<T, TCodec>();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
