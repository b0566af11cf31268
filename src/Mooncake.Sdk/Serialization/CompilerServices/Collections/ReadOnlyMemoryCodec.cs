using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Read-only memory: a slice of the source if the reader borrows and the elements' memory equals the format, otherwise a copy. It has no
/// null: null reads as empty.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyMemoryCodec<T, TCodec> : IStoreCodec<ReadOnlyMemory<T>>
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
    public static bool TryMeasure(ref StoreSizer sizer, in ReadOnlyMemory<T> value)
    {
        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, value.Span);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ReadOnlyMemory<T> value)
    {
        return writer.TryWriteLength(value.Length) && Elements.TryWrite<T, TCodec>(ref writer, value.Span);
    }

    /// <inheritdoc/>
    // Not inlined: the inlining budget of a type's code is limited, and inlining this would leave three other calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryRead(ref StoreReader reader, out ReadOnlyMemory<T> value)
    {
        if (!reader.TryReadLength(TCodec.MinSize, out int length))
        {
            value = default;
            return false;
        }

        if (Elements.IsOneCopy<T, TCodec>() && length > 0 && reader.TryBorrow(length, out value))
        {
            return true;
        }

        if (length <= 0)
        {
            value = default;
            return true;
        }

        T[] array = Elements.Allocate<T, TCodec>(length);
        value = array;
        return Elements.TryRead<T, TCodec>(ref reader, array);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
