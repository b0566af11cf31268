namespace Mooncake.Serialization.CompilerServices;

/// <summary>Measures and writes collections that can only be enumerated: a count, then the elements.</summary>
internal static class Sequence
{
    /// <summary>Adds the size of the elements, without the count before them.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <typeparam name="TEnumerator">The enumerator, which the caller disposes.</typeparam>
    /// <param name="sizer">The sizer.</param>
    /// <param name="enumerator">Positioned before the first element.</param>
    /// <returns>False if an element cannot be written, or the collection detected that it was changed.</returns>
    internal static bool TryMeasure<T, TCodec, TEnumerator>(ref StoreSizer sizer, ref TEnumerator enumerator)
        where TCodec : struct, IStoreCodec<T>
        where TEnumerator : IEnumerator<T>
    {
        // One region for the loop: one for each step would keep the enumerator from being inlined.
        bool isMoving = true;
        try
        {
            while (enumerator.MoveNext())
            {
                isMoving = false;
                if (!TCodec.TryMeasure(ref sizer, enumerator.Current))
                {
                    return false;
                }

                isMoving = true;
            }

            return true;
        }
        catch (InvalidOperationException) when (isMoving && SafeEnumeration.IsOfTheFramework(enumerator.GetType()))
        {
            return sizer.Fail(StoreErrorCode.CollectionChanged);
        }
    }

    /// <summary>Writes the elements, without the count before them.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <typeparam name="TEnumerator">The enumerator, which the caller disposes.</typeparam>
    /// <param name="writer">The destination.</param>
    /// <param name="enumerator">Positioned before the first element.</param>
    /// <param name="count">The count that was written.</param>
    /// <returns>False if an element does not fit, or there are more or fewer than <paramref name="count"/>.</returns>
    internal static bool TryWrite<T, TCodec, TEnumerator>(ref StoreWriter writer, ref TEnumerator enumerator, int count)
        where TCodec : struct, IStoreCodec<T>
        where TEnumerator : IEnumerator<T>
    {
        int written = 0;
        bool isMoving = true;
        try
        {
            while (enumerator.MoveNext())
            {
                isMoving = false;
                if (!TCodec.TryWrite(ref writer, enumerator.Current))
                {
                    return false;
                }

                written++;
                isMoving = true;
            }

            return written == count || writer.Fail(StoreErrorCode.CollectionChanged);
        }
        catch (InvalidOperationException) when (isMoving && SafeEnumeration.IsOfTheFramework(enumerator.GetType()))
        {
            return writer.Fail(StoreErrorCode.CollectionChanged);
        }
    }

    /// <summary>Adds the size of a collection with its count.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="sizer">The sizer.</param>
    /// <param name="value">The collection; null needs the count only.</param>
    internal static bool TryMeasure<T, TCodec>(ref StoreSizer sizer, IEnumerable<T>? value)
        where TCodec : struct, IStoreCodec<T>
    {
        sizer.Add(sizeof(int));
        if (value is null)
        {
            return true;
        }

        if (TCodec.IsFixedSize && value.TryGetNonEnumeratedCount(out int count))
        {
            sizer.Add((long)count * TCodec.MinSize);
            return true;
        }

        using IEnumerator<T> elements = value.GetEnumerator();
        IEnumerator<T> enumerator = elements;
        return TryMeasure<T, TCodec, IEnumerator<T>>(ref sizer, ref enumerator);
    }

    /// <summary>Writes a collection with its count.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="writer">The destination.</param>
    /// <param name="value">The collection; not null.</param>
    internal static bool TryWrite<T, TCodec>(ref StoreWriter writer, IEnumerable<T> value)
        where TCodec : struct, IStoreCodec<T>
    {
        if (!TryCount(value, out int count))
        {
            return writer.Fail(StoreErrorCode.CollectionChanged);
        }

        if (!writer.TryWriteLength(count))
        {
            return false;
        }

        using IEnumerator<T> elements = value.GetEnumerator();
        IEnumerator<T> enumerator = elements;
        return TryWrite<T, TCodec, IEnumerator<T>>(ref writer, ref enumerator, count);
    }

    /// <summary>Skips a collection's elements after their count, checking them as reading would.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="reader">Positioned before the count.</param>
    internal static bool TrySkip<T, TCodec>(ref StoreReader reader)
        where TCodec : struct, IStoreCodec<T>
    {
        if (!reader.TryReadLength(TCodec.MinSize, out int length))
        {
            return false;
        }

        if (TCodec.IsFixedSize && TCodec.IsTotal)
        {
            return length <= 0 || reader.TrySkip(length * TCodec.MinSize);
        }

        for (int i = 0; i < length; i++)
        {
            if (!TCodec.TrySkip(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryCount<T>(IEnumerable<T> value, out int count)
    {
        if (value.TryGetNonEnumeratedCount(out count))
        {
            return true;
        }

        using IEnumerator<T> enumerator = value.GetEnumerator();
        return SafeEnumeration.TryCount(enumerator, out count);
    }
}
