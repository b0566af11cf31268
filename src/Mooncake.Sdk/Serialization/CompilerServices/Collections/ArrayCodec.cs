using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>One-dimensional arrays.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayCodec<T, TCodec> : IStoreCodec<T[]?>
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
    public static bool TryMeasure(ref StoreSizer sizer, in T[]? value)
    {
        sizer.Add(sizeof(int));
        return value is null || Elements.TryMeasure<T, TCodec>(ref sizer, value);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in T[]? value)
    {
        return value is null
            ? writer.TryWriteLength(-1)
            : writer.TryWriteLength(value.Length) && Elements.TryWrite<T, TCodec>(ref writer, value);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out T[]? value)
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

        value = Elements.Allocate<T, TCodec>(length);
        return Elements.TryRead<T, TCodec>(ref reader, value);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
