using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Arrays of 4 dimensions.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Array4Codec<T, TCodec> : IStoreCodec<T[,,,]?>
    where TCodec : struct, IStoreCodec<T>
{
    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"[,,,{TCodec.WireType}]";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in T[,,,]? value)
    {
        return MultiArray.TryMeasure<T, TCodec>(ref sizer, value);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in T[,,,]? value)
    {
        return MultiArray.TryWrite<T, TCodec>(ref writer, value);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out T[,,,]? value)
    {
        value = null;
        Span<int> lengths = stackalloc int[4];
        if (!MultiArray.TryReadHead<T, TCodec>(ref reader, lengths, out bool isNull) || isNull)
        {
            return isNull;
        }

        value = new T[lengths[0], lengths[1], lengths[2], lengths[3]];
        return Elements.TryRead<T, TCodec>(ref reader, MultiArray.ElementsOf<T>(value));
    }
}
