using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Adjacent elements: one copy if their memory equals the format, otherwise one by one.</summary>
internal static class Elements
{
    /// <summary>
    /// From this size, at which the runtime allocates large objects, memory that is not cleared is faster. Below it, clearing brings the
    /// memory into the cache, where the copy needs it: a get of 16 to 64 KiB takes a fifth less.
    /// </summary>
    private const int WorthUninitialized = 85_000;

    /// <summary>Measures elements.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="sizer">The sizer.</param>
    /// <param name="values">The elements.</param>
    /// <returns>False if an element cannot be written.</returns>
    internal static bool TryMeasure<T, TCodec>(ref StoreSizer sizer, ReadOnlySpan<T> values)
        where TCodec : struct, IStoreCodec<T>
    {
        if (TCodec.IsFixedSize)
        {
            sizer.Add((long)values.Length * TCodec.MinSize);
            return true;
        }

        foreach (ref readonly T value in values)
        {
            if (!TCodec.TryMeasure(ref sizer, in value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes elements.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="writer">The destination.</param>
    /// <param name="values">The elements.</param>
    /// <returns>False if they do not fit, or one cannot be written.</returns>
    internal static bool TryWrite<T, TCodec>(ref StoreWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IStoreCodec<T>
    {
        if (TCodec.IsBlock)
        {
            return writer.TryWriteElements(values);
        }

        foreach (ref readonly T value in values)
        {
            if (!TCodec.TryWrite(ref writer, in value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads elements.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="reader">The source.</param>
    /// <param name="values">The elements to fill, all of them.</param>
    /// <returns>False if the bytes are not such elements.</returns>
    internal static bool TryRead<T, TCodec>(ref StoreReader reader, Span<T> values)
        where TCodec : struct, IStoreCodec<T>
    {
        if (IsOneCopy<T, TCodec>())
        {
            return reader.TryReadElements(values);
        }

        if (typeof(T) == typeof(bool))
        {
            return TryReadFlags(
                ref reader, MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), values.Length));
        }

        foreach (ref T value in values)
        {
            if (!TCodec.TryRead(ref reader, out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Creates an array for elements whose bytes were checked to be available.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    /// <param name="length">The number of elements.</param>
    internal static T[] Allocate<T, TCodec>(int length)
        where TCodec : struct, IStoreCodec<T>
    {
        if (length == 0)
        {
            return [];
        }

        // A block is overwritten completely; other elements are read one by one, which may stop half-way and must leave clean memory.
        return IsOneCopy<T, TCodec>() && length >= WorthUninitialized / Unsafe.SizeOf<T>()
            ? GC.AllocateUninitializedArray<T>(length)
            : new T[length];
    }

    /// <summary>True if elements are read as one copy, with nothing to check; a constant to the JIT.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TCodec">How an element is encoded.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsOneCopy<T, TCodec>()
        where TCodec : struct, IStoreCodec<T>
    {
        return TCodec.IsBlock && TCodec.IsTotal && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();
    }

    // Bools occur in large arrays (masks): one copy, and one check of all of them, which the runtime vectorizes.
    private static bool TryReadFlags(ref StoreReader reader, Span<byte> flags)
    {
        if (!reader.TryReadElements(flags))
        {
            return false;
        }

        if (!flags.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            return true;
        }

        // The array is dropped, but its elements must not be read as bools meanwhile.
        flags.Clear();
        return reader.Fail(StoreErrorCode.MalformedValue);
    }
}
