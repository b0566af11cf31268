using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Collections declared as an interface; read as lists. Arrays and lists are written through their memory; others are enumerated through
/// the interface, which allocates an enumerator, and a lazy one is evaluated in each pass.
/// </summary>
/// <typeparam name="TCollection">The interface, which <see cref="List{T}"/> implements.</typeparam>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InterfaceCodec<TCollection, T, TCodec> : IStoreCodec<TCollection?>
    where TCollection : class, IEnumerable<T>
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
    public static bool TryMeasure(ref StoreSizer sizer, in TCollection? value)
    {
        if (!TryGetSpan(value, out ReadOnlySpan<T> elements))
        {
            return Sequence.TryMeasure<T, TCodec>(ref sizer, value);
        }

        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, elements);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in TCollection? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        return TryGetSpan(value, out ReadOnlySpan<T> elements)
            ? writer.TryWriteLength(elements.Length) && Elements.TryWrite<T, TCodec>(ref writer, elements)
            : Sequence.TryWrite<T, TCodec>(ref writer, value);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out TCollection? value)
    {
        bool isRead = ListCodec<T, TCodec>.TryRead(ref reader, out List<T>? list);
        value = Unsafe.As<List<T>?, TCollection?>(ref list);
        return isRead;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);

    private static bool TryGetSpan(IEnumerable<T>? value, out ReadOnlySpan<T> elements)
    {
        elements = value switch
        {
            T[] array => array,
            List<T> list => CollectionsMarshal.AsSpan(list),
            _ => default,
        };
        return value is null or T[] or List<T>;
    }
}
