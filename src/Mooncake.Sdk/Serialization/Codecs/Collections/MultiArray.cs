using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Arrays of two to four dimensions: rank + 1, the lengths, then a collection of all elements, the last dimension running fastest.</summary>
internal static class MultiArray
{
    /// <summary>Measures an array.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="sizer">Counts.</param>
    /// <param name="array">The array, or null.</param>
    internal static bool TryMeasure<T, TCodec>(ref StoreSizer sizer, Array? array)
        where TCodec : struct, IStoreCodec<T>
    {
        sizer.Add(1);
        if (array is null)
        {
            return true;
        }

        sizer.Add((array.Rank + 1) * sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, ElementsOf<T>(array));
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="array">The array, or null.</param>
    internal static bool TryWrite<T, TCodec>(ref StoreWriter writer, Array? array)
        where TCodec : struct, IStoreCodec<T>
    {
        if (array is null)
        {
            return writer.TryWriteNull();
        }

        bool isWritten = writer.TryWriteHeader((byte)(array.Rank + 1));
        for (int dimension = 0; isWritten && dimension < array.Rank; dimension++)
        {
            isWritten = writer.TryWriteLength(array.GetLength(dimension));
        }

        return isWritten
            && writer.TryWriteLength(array.Length)
            && Elements.TryWrite<T, TCodec>(ref writer, ElementsOf<T>(array));
    }

    /// <summary>Reads all that stands in front of the elements, and checks that the elements can be there before anything is allocated.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="reader">Where from.</param>
    /// <param name="lengths">One for each dimension.</param>
    /// <param name="isNull">True for null.</param>
    internal static bool TryReadHead<T, TCodec>(ref StoreReader reader, scoped Span<int> lengths, out bool isNull)
        where TCodec : struct, IStoreCodec<T>
    {
        if (!reader.TryReadExactHeader((byte)(lengths.Length + 1), out isNull) || isNull)
        {
            return isNull;
        }

        long product = 1;
        long productOfNonZero = 1;
        foreach (ref int length in lengths)
        {
            if (!reader.TryTake(sizeof(int), out StoreRun run))
            {
                return false;
            }

            length = run.Read<int>(0);
            productOfNonZero *= Math.Max(length, 1);
            if (length < 0 || productOfNonZero > Array.MaxLength)
            {
                return reader.Fail(StoreErrorCode.MalformedLength);
            }

            product *= length;
        }

        return reader.TryReadLength(TCodec.MinSize, out int total)
            && (total == product || reader.Fail(StoreErrorCode.MalformedLength));
    }

    /// <summary>The elements in the order of the format, which is that of memory.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="array">The array.</param>
    internal static Span<T> ElementsOf<T>(Array array)
    {
        return MemoryMarshal.CreateSpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)),
            array.Length);
    }
}
