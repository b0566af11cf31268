using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>The same bytes as a codec of this SDK: dictionaries, pairs and nullables that hold types which MemoryPack serializes.</summary>
/// <typeparam name="T">The type that the codec encodes.</typeparam>
/// <typeparam name="TCodec">The codec.</typeparam>
/// <typeparam name="TItems">The types inside, whose formatters MemoryPack needs.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CodecWire<T, TCodec, TItems> : IMemoryPackWire
    where TCodec : struct, IStoreCodec<T>
    where TItems : struct, IMemoryPackItems
{
    /// <inheritdoc/>
    public static int MinSize => TCodec.MinSize;

    /// <inheritdoc/>
    public static string WireType => TCodec.WireType;

    /// <inheritdoc/>
    public static bool TryRegister() => TItems.TryRegister();

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => TCodec.TrySkip(ref reader);
}
