using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Value tuples of 4: without references the memory image, in which the runtime orders the items; else the items.</summary>
/// <typeparam name="T1">The type of Item1.</typeparam>
/// <typeparam name="T2">The type of Item2.</typeparam>
/// <typeparam name="T3">The type of Item3.</typeparam>
/// <typeparam name="T4">The type of Item4.</typeparam>
/// <typeparam name="T1Codec">How Item1 is encoded.</typeparam>
/// <typeparam name="T2Codec">How Item2 is encoded.</typeparam>
/// <typeparam name="T3Codec">How Item3 is encoded.</typeparam>
/// <typeparam name="T4Codec">How Item4 is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTupleCodec<T1, T2, T3, T4, T1Codec, T2Codec, T3Codec, T4Codec> : IStoreCodec<ValueTuple<T1, T2, T3, T4>>
    where T1Codec : struct, IStoreCodec<T1>
    where T2Codec : struct, IStoreCodec<T2>
    where T3Codec : struct, IStoreCodec<T3>
    where T4Codec : struct, IStoreCodec<T4>
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<ValueTuple<T1, T2, T3, T4>>();

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<ValueTuple<T1, T2, T3, T4>>() : T1Codec.MinSize + T2Codec.MinSize + T3Codec.MinSize + T4Codec.MinSize;

    /// <inheritdoc/>
    public static bool IsFixedSize => IsImage;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"({T1Codec.WireType},{T2Codec.WireType},{T3Codec.WireType},{T4Codec.WireType})";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in ValueTuple<T1, T2, T3, T4> value)
    {
        if (IsImage)
        {
            sizer.Add(Unsafe.SizeOf<ValueTuple<T1, T2, T3, T4>>());
            return true;
        }

        return T1Codec.TryMeasure(ref sizer, in value.Item1)
            && T2Codec.TryMeasure(ref sizer, in value.Item2)
            && T3Codec.TryMeasure(ref sizer, in value.Item3)
            && T4Codec.TryMeasure(ref sizer, in value.Item4);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ValueTuple<T1, T2, T3, T4> value)
    {
        return IsImage
            ? TryWriteImage(ref writer, in value)
            : T1Codec.TryWrite(ref writer, in value.Item1)
                && T2Codec.TryWrite(ref writer, in value.Item2)
                && T3Codec.TryWrite(ref writer, in value.Item3)
                && T4Codec.TryWrite(ref writer, in value.Item4);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out ValueTuple<T1, T2, T3, T4> value)
    {
        value = default;
        return IsImage
            ? TryReadImage(ref reader, ref value)
            : T1Codec.TryRead(ref reader, out value.Item1)
                && T2Codec.TryRead(ref reader, out value.Item2)
                && T3Codec.TryRead(ref reader, out value.Item3)
                && T4Codec.TryRead(ref reader, out value.Item4);
    }

    private static bool TryWriteImage(ref StoreWriter writer, in ValueTuple<T1, T2, T3, T4> value)
    {
        int start = writer.Position;
        int size = Unsafe.SizeOf<ValueTuple<T1, T2, T3, T4>>();
        bool isWritten = writer.TryWriteZeros(size)
            && TupleImage.TryWrite<ValueTuple<T1, T2, T3, T4>, T1, T1Codec>(ref writer, start, in value, in value.Item1)
            && TupleImage.TryWrite<ValueTuple<T1, T2, T3, T4>, T2, T2Codec>(ref writer, start, in value, in value.Item2)
            && TupleImage.TryWrite<ValueTuple<T1, T2, T3, T4>, T3, T3Codec>(ref writer, start, in value, in value.Item3)
            && TupleImage.TryWrite<ValueTuple<T1, T2, T3, T4>, T4, T4Codec>(ref writer, start, in value, in value.Item4);
        writer.Seek(isWritten ? start + size : start);
        return isWritten;
    }

    private static bool TryReadImage(ref StoreReader reader, ref ValueTuple<T1, T2, T3, T4> value)
    {
        int start = reader.Position;
        int size = Unsafe.SizeOf<ValueTuple<T1, T2, T3, T4>>();
        bool isRead = reader.TrySkip(size)
            && TupleImage.TryRead<ValueTuple<T1, T2, T3, T4>, T1, T1Codec>(ref reader, start, ref value, ref value.Item1)
            && TupleImage.TryRead<ValueTuple<T1, T2, T3, T4>, T2, T2Codec>(ref reader, start, ref value, ref value.Item2)
            && TupleImage.TryRead<ValueTuple<T1, T2, T3, T4>, T3, T3Codec>(ref reader, start, ref value, ref value.Item3)
            && TupleImage.TryRead<ValueTuple<T1, T2, T3, T4>, T4, T4Codec>(ref reader, start, ref value, ref value.Item4);
        reader.Seek(isRead ? start + size : start);
        return isRead;
    }
}
