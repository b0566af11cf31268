using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Collections that are walked and built element by element.</summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
/// <typeparam name="TEnumerator">Its enumerator.</typeparam>
/// <typeparam name="TBuilder">What elements are gathered in.</typeparam>
/// <typeparam name="TKind">How it is counted, walked and built.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionCodec<TCollection, T, TEnumerator, TBuilder, TKind, TCodec> : IStoreCodec<TCollection?>
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

        if (!writer.TryWriteLength(count))
        {
            return false;
        }

        using TEnumerator enumerator = TKind.Enumerate(value);
        return TryWriteElements(ref writer, enumerator, count);
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

    private static bool TryWriteElements(ref StoreWriter writer, TEnumerator enumerator, int count)
    {
        int written = 0;
        while (true)
        {
            if (!Walk.TryNext(ref enumerator, out bool hasElement))
            {
                return writer.Fail(StoreErrorCode.CollectionChanged);
            }

            if (!hasElement)
            {
                return written == count || writer.Fail(StoreErrorCode.CollectionChanged);
            }

            if (!TCodec.TryWrite(ref writer, enumerator.Current))
            {
                return false;
            }

            written++;
        }
    }
}
