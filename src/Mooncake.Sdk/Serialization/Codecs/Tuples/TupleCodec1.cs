using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Tuples of 1: their item count, which has to be exact, and the items.</summary>
/// <typeparam name="T1">The type of Item1.</typeparam>
/// <typeparam name="T1Codec">How Item1 is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TupleCodec<T1, T1Codec> : IStoreCodec<Tuple<T1>?>
    where T1Codec : struct, IStoreCodec<T1>
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
    public static string WireType => $"t({T1Codec.WireType})";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in Tuple<T1>? value)
    {
        sizer.Add(1);
        return value is null
            || (T1Codec.TryMeasure(ref sizer, value.Item1));
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Tuple<T1>? value)
    {
        return value is null
            ? writer.TryWriteNull()
            : writer.TryWriteHeader(1)
                && T1Codec.TryWrite(ref writer, value.Item1);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Tuple<T1>? value)
    {
        value = null;
        if (!reader.TryReadExactHeader(1, out bool isNull) || isNull)
        {
            return isNull;
        }

        if (!T1Codec.TryRead(ref reader, out T1 item1))
        {
            return false;
        }

        value = new Tuple<T1>(item1);
        return true;
    }
}
