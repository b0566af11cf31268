using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Lists, through the array inside them.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListCodec<T, TCodec> : IStoreCodec<List<T>?>
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
    public static bool TryRegister() => MemoryPackFormatters.TryEnsure<T, TCodec>();

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in List<T>? value)
    {
        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, CollectionsMarshal.AsSpan(value));
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in List<T>? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        ReadOnlySpan<T> elements = CollectionsMarshal.AsSpan(value);
        return writer.TryWriteLength(elements.Length) && Elements.TryWrite<T, TCodec>(ref writer, elements);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out List<T>? value)
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

        value = new List<T>(length);
        CollectionsMarshal.SetCount(value, length);
        return Elements.TryRead<T, TCodec>(ref reader, CollectionsMarshal.AsSpan(value));
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
