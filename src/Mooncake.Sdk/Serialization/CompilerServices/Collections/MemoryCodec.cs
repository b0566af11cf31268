using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Memory, always read as a copy. It has no null: null reads as empty.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryCodec<T, TCodec> : IStoreCodec<Memory<T>>
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
    public static bool TryMeasure(ref StoreSizer sizer, in Memory<T> value)
    {
        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, value.Span);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Memory<T> value)
    {
        return writer.TryWriteLength(value.Length) && Elements.TryWrite<T, TCodec>(ref writer, value.Span);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Memory<T> value)
    {
        bool isRead = ArrayCodec<T, TCodec>.TryRead(ref reader, out T[]? array);
        value = array;
        return isRead;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
