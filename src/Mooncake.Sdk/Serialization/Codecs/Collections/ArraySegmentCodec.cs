using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Segments of arrays. They have no null: null reads as the default.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArraySegmentCodec<T, TCodec> : IStoreCodec<ArraySegment<T>>
    where TCodec : struct, IStoreCodec<T>
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"[{TCodec.WireType}]";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in ArraySegment<T> value)
    {
        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ArraySegment<T> value)
    {
        return writer.TryWriteLength(value.AsSpan().Length) && Elements.TryWrite<T, TCodec>(ref writer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out ArraySegment<T> value)
    {
        bool isRead = ArrayCodec<T, TCodec>.TryRead(ref reader, out T[]? array);
        value = array is null ? default : new ArraySegment<T>(array);
        return isRead;
    }
}
