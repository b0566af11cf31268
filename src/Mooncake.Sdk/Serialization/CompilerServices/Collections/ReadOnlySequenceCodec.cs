using System.Buffers;
using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Sequences of one or more segments; read as one segment, which is a slice of the source if the reader borrows. They have no null: null
/// reads as empty.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlySequenceCodec<T, TCodec> : IStoreCodec<ReadOnlySequence<T>>
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
    public static bool IsUtf16 => TCodec.IsUtf16;

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in ReadOnlySequence<T> value)
    {
        sizer.Add(sizeof(int));
        foreach (ReadOnlyMemory<T> segment in value)
        {
            if (!Elements.TryMeasure<T, TCodec>(ref sizer, segment.Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ReadOnlySequence<T> value)
    {
        if (value.Length > int.MaxValue)
        {
            return writer.Fail(StoreErrorCode.ValueNotEncodable);
        }

        if (!writer.TryWriteLength((int)value.Length))
        {
            return false;
        }

        foreach (ReadOnlyMemory<T> segment in value)
        {
            if (!Elements.TryWrite<T, TCodec>(ref writer, segment.Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out ReadOnlySequence<T> value)
    {
        bool isRead = ReadOnlyMemoryCodec<T, TCodec>.TryRead(ref reader, out ReadOnlyMemory<T> memory);
        value = new ReadOnlySequence<T>(memory);
        return isRead;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
