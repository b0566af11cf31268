using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Tuples of 3: their item count, which has to be exact, and the items.</summary>
/// <typeparam name="T1">The type of Item1.</typeparam>
/// <typeparam name="T2">The type of Item2.</typeparam>
/// <typeparam name="T3">The type of Item3.</typeparam>
/// <typeparam name="T1Codec">How Item1 is encoded.</typeparam>
/// <typeparam name="T2Codec">How Item2 is encoded.</typeparam>
/// <typeparam name="T3Codec">How Item3 is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TupleCodec<T1, T2, T3, T1Codec, T2Codec, T3Codec> : IStoreCodec<Tuple<T1, T2, T3>?>
    where T1Codec : struct, IStoreCodec<T1>
    where T2Codec : struct, IStoreCodec<T2>
    where T3Codec : struct, IStoreCodec<T3>
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
    public static string WireType => $"t({T1Codec.WireType},{T2Codec.WireType},{T3Codec.WireType})";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in Tuple<T1, T2, T3>? value)
    {
        sizer.Add(1);
        return value is null
            || (T1Codec.TryMeasure(ref sizer, value.Item1)
                && T2Codec.TryMeasure(ref sizer, value.Item2)
                && T3Codec.TryMeasure(ref sizer, value.Item3));
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Tuple<T1, T2, T3>? value)
    {
        return value is null
            ? writer.TryWriteNull()
            : writer.TryWriteHeader(3)
                && T1Codec.TryWrite(ref writer, value.Item1)
                && T2Codec.TryWrite(ref writer, value.Item2)
                && T3Codec.TryWrite(ref writer, value.Item3);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Tuple<T1, T2, T3>? value)
    {
        value = null;
        if (!reader.TryReadExactHeader(3, out bool isNull) || isNull)
        {
            return isNull;
        }

        if (!T1Codec.TryRead(ref reader, out T1 item1))
        {
            return false;
        }

        if (!T2Codec.TryRead(ref reader, out T2 item2))
        {
            return false;
        }

        if (!T3Codec.TryRead(ref reader, out T3 item3))
        {
            return false;
        }

        value = new Tuple<T1, T2, T3>(item1, item2, item3);
        return true;
    }
}
