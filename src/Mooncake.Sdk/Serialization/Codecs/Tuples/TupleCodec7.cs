using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Tuples of 7: their item count, which has to be exact, and the items.</summary>
/// <typeparam name="T1">The type of Item1.</typeparam>
/// <typeparam name="T2">The type of Item2.</typeparam>
/// <typeparam name="T3">The type of Item3.</typeparam>
/// <typeparam name="T4">The type of Item4.</typeparam>
/// <typeparam name="T5">The type of Item5.</typeparam>
/// <typeparam name="T6">The type of Item6.</typeparam>
/// <typeparam name="T7">The type of Item7.</typeparam>
/// <typeparam name="T1Codec">How Item1 is encoded.</typeparam>
/// <typeparam name="T2Codec">How Item2 is encoded.</typeparam>
/// <typeparam name="T3Codec">How Item3 is encoded.</typeparam>
/// <typeparam name="T4Codec">How Item4 is encoded.</typeparam>
/// <typeparam name="T5Codec">How Item5 is encoded.</typeparam>
/// <typeparam name="T6Codec">How Item6 is encoded.</typeparam>
/// <typeparam name="T7Codec">How Item7 is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TupleCodec<T1, T2, T3, T4, T5, T6, T7, T1Codec, T2Codec, T3Codec, T4Codec, T5Codec, T6Codec, T7Codec> : IStoreCodec<Tuple<T1, T2, T3, T4, T5, T6, T7>?>
    where T1Codec : struct, IStoreCodec<T1>
    where T2Codec : struct, IStoreCodec<T2>
    where T3Codec : struct, IStoreCodec<T3>
    where T4Codec : struct, IStoreCodec<T4>
    where T5Codec : struct, IStoreCodec<T5>
    where T6Codec : struct, IStoreCodec<T6>
    where T7Codec : struct, IStoreCodec<T7>
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
    public static string WireType => $"t({T1Codec.WireType},{T2Codec.WireType},{T3Codec.WireType},{T4Codec.WireType},{T5Codec.WireType},{T6Codec.WireType},{T7Codec.WireType})";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in Tuple<T1, T2, T3, T4, T5, T6, T7>? value)
    {
        sizer.Add(1);
        return value is null
            || (T1Codec.TryMeasure(ref sizer, value.Item1)
                && T2Codec.TryMeasure(ref sizer, value.Item2)
                && T3Codec.TryMeasure(ref sizer, value.Item3)
                && T4Codec.TryMeasure(ref sizer, value.Item4)
                && T5Codec.TryMeasure(ref sizer, value.Item5)
                && T6Codec.TryMeasure(ref sizer, value.Item6)
                && T7Codec.TryMeasure(ref sizer, value.Item7));
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Tuple<T1, T2, T3, T4, T5, T6, T7>? value)
    {
        return value is null
            ? writer.TryWriteNull()
            : writer.TryWriteHeader(7)
                && T1Codec.TryWrite(ref writer, value.Item1)
                && T2Codec.TryWrite(ref writer, value.Item2)
                && T3Codec.TryWrite(ref writer, value.Item3)
                && T4Codec.TryWrite(ref writer, value.Item4)
                && T5Codec.TryWrite(ref writer, value.Item5)
                && T6Codec.TryWrite(ref writer, value.Item6)
                && T7Codec.TryWrite(ref writer, value.Item7);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Tuple<T1, T2, T3, T4, T5, T6, T7>? value)
    {
        value = null;
        if (!reader.TryReadExactHeader(7, out bool isNull) || isNull)
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

        if (!T4Codec.TryRead(ref reader, out T4 item4))
        {
            return false;
        }

        if (!T5Codec.TryRead(ref reader, out T5 item5))
        {
            return false;
        }

        if (!T6Codec.TryRead(ref reader, out T6 item6))
        {
            return false;
        }

        if (!T7Codec.TryRead(ref reader, out T7 item7))
        {
            return false;
        }

        value = new Tuple<T1, T2, T3, T4, T5, T6, T7>(item1, item2, item3, item4, item5, item6, item7);
        return true;
    }
}
