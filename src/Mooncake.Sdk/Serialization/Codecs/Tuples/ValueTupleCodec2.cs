using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Value tuples of 2: without references the memory image, in which the runtime orders the items; else the items.</summary>
/// <typeparam name="T1">The type of Item1.</typeparam>
/// <typeparam name="T2">The type of Item2.</typeparam>
/// <typeparam name="T1Codec">How Item1 is encoded.</typeparam>
/// <typeparam name="T2Codec">How Item2 is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTupleCodec<T1, T2, T1Codec, T2Codec> : IStoreCodec<ValueTuple<T1, T2>>
    where T1Codec : struct, IStoreCodec<T1>
    where T2Codec : struct, IStoreCodec<T2>
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<ValueTuple<T1, T2>>();

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<ValueTuple<T1, T2>>() : T1Codec.MinSize + T2Codec.MinSize;

    /// <inheritdoc/>
    public static bool IsFixedSize => IsImage;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"({T1Codec.WireType},{T2Codec.WireType})";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in ValueTuple<T1, T2> value)
    {
        if (IsImage)
        {
            sizer.Add(Unsafe.SizeOf<ValueTuple<T1, T2>>());
            return true;
        }

        return T1Codec.TryMeasure(ref sizer, in value.Item1)
            && T2Codec.TryMeasure(ref sizer, in value.Item2);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ValueTuple<T1, T2> value)
    {
        return IsImage
            ? TryWriteImage(ref writer, in value)
            : T1Codec.TryWrite(ref writer, in value.Item1)
                && T2Codec.TryWrite(ref writer, in value.Item2);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out ValueTuple<T1, T2> value)
    {
        value = default;
        return IsImage
            ? TryReadImage(ref reader, ref value)
            : T1Codec.TryRead(ref reader, out value.Item1)
                && T2Codec.TryRead(ref reader, out value.Item2);
    }

    private static bool TryWriteImage(ref StoreWriter writer, in ValueTuple<T1, T2> value)
    {
        int start = writer.Position;
        int size = Unsafe.SizeOf<ValueTuple<T1, T2>>();
        bool isWritten = writer.TryWriteZeros(size)
            && TupleImage.TryWrite<ValueTuple<T1, T2>, T1, T1Codec>(ref writer, start, in value, in value.Item1)
            && TupleImage.TryWrite<ValueTuple<T1, T2>, T2, T2Codec>(ref writer, start, in value, in value.Item2);
        writer.Seek(isWritten ? start + size : start);
        return isWritten;
    }

    private static bool TryReadImage(ref StoreReader reader, ref ValueTuple<T1, T2> value)
    {
        int start = reader.Position;
        int size = Unsafe.SizeOf<ValueTuple<T1, T2>>();
        bool isRead = reader.TrySkip(size)
            && TupleImage.TryRead<ValueTuple<T1, T2>, T1, T1Codec>(ref reader, start, ref value, ref value.Item1)
            && TupleImage.TryRead<ValueTuple<T1, T2>, T2, T2Codec>(ref reader, start, ref value, ref value.Item2);
        reader.Seek(isRead ? start + size : start);
        return isRead;
    }
}
