using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>
/// Stacks: the format has them in the order in which they were filled, which is the reverse of the one they are walked in. So
/// elements are written from the end of their bytes to the front; nothing is gathered on the way.
/// </summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
/// <typeparam name="TEnumerator">Its enumerator.</typeparam>
/// <typeparam name="TBuilder">What elements are gathered in.</typeparam>
/// <typeparam name="TKind">How it is counted, walked and built.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReversedCodec<TCollection, T, TEnumerator, TBuilder, TKind, TCodec> : IStoreCodec<TCollection?>
    where TCollection : class
    where TEnumerator : IEnumerator<T>
    where TKind : struct, ICollectionKind<TCollection, T, TEnumerator, TBuilder>
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
    public static bool TryMeasure(ref StoreSizer sizer, in TCollection? value)
    {
        sizer.Add(sizeof(int));
        if (value is null)
        {
            return true;
        }

        if (TCodec.IsFixedSize && TKind.Count(value) is int count and >= 0)
        {
            sizer.Add((long)count * TCodec.MinSize);
            return true;
        }

        using TEnumerator enumerator = TKind.Enumerate(value);
        return TryMeasureElements(ref sizer, enumerator);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in TCollection? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        if (!TryCount(value, out int count))
        {
            return writer.Fail(StoreErrorCode.CollectionChanged);
        }

        StoreSizer sizer = writer.MeasureSlots();
        using TEnumerator measured = TKind.Enumerate(value);
        if (!TryMeasureElements(ref sizer, measured))
        {
            return writer.Fail(sizer.Error);
        }

        if (!writer.TryWriteLength(count))
        {
            return false;
        }

        if (sizer.Size > writer.Remaining)
        {
            return writer.Fail(StoreErrorCode.CollectionChanged);
        }

        int summed = writer.SuspendSumming();
        int start = writer.Position;
        int end = start + (int)sizer.Size;
        using TEnumerator enumerator = TKind.Enumerate(value);
        bool isWritten = TryWriteBackwards(ref writer, enumerator, start, end, count);
        writer.Seek(end);
        writer.ResumeSumming(summed);
        return isWritten;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out TCollection? value)
    {
        value = null;
        if (!reader.TryReadLength(TCodec.MinSize, out int length))
        {
            return false;
        }

        if (length < 0)
        {
            return true;
        }

        TBuilder builder = TKind.Begin(length);
        for (int i = 0; i < length; i++)
        {
            if (!TCodec.TryRead(ref reader, out T item))
            {
                return false;
            }

            if (!TKind.TryAdd(ref builder, item))
            {
                return reader.Fail(StoreErrorCode.MalformedValue);
            }
        }

        value = TKind.Finish(builder);
        return true;
    }

    private static bool TryCount(TCollection value, out int count)
    {
        count = TKind.Count(value);
        if (count >= 0)
        {
            return true;
        }

        using TEnumerator enumerator = TKind.Enumerate(value);
        return Walk.TryCount(enumerator, out count);
    }

    private static bool TryMeasureElements(ref StoreSizer sizer, TEnumerator enumerator)
    {
        while (true)
        {
            if (!Walk.TryNext(ref enumerator, out bool hasElement))
            {
                return sizer.Fail(StoreErrorCode.CollectionChanged);
            }

            if (!hasElement)
            {
                return true;
            }

            if (!TCodec.TryMeasure(ref sizer, enumerator.Current))
            {
                return false;
            }
        }
    }

    private static bool TryWriteBackwards(ref StoreWriter writer, TEnumerator enumerator, int start, int end, int count)
    {
        int position = end;
        int written = 0;
        while (true)
        {
            if (!Walk.TryNext(ref enumerator, out bool hasElement))
            {
                return writer.Fail(StoreErrorCode.CollectionChanged);
            }

            if (!hasElement)
            {
                return (written == count && position == start) || writer.Fail(StoreErrorCode.CollectionChanged);
            }

            T item = enumerator.Current;
            StoreSizer sizer = writer.MeasureSlots();
            if (!TCodec.TryMeasure(ref sizer, in item))
            {
                return writer.Fail(sizer.Error);
            }

            if (sizer.Size > position - start)
            {
                return writer.Fail(StoreErrorCode.CollectionChanged);
            }

            position -= (int)sizer.Size;
            writer.Seek(position);
            if (!TCodec.TryWrite(ref writer, in item))
            {
                return false;
            }

            if (writer.Position != position + sizer.Size)
            {
                return writer.Fail(StoreErrorCode.CollectionChanged);
            }

            written++;
        }
    }
}
