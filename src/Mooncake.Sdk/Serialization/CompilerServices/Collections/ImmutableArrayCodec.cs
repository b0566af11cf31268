using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Immutable arrays; the default one is the null.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TCodec">How an element is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableArrayCodec<T, TCodec> : IStoreCodec<ImmutableArray<T>>
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
    public static bool TryMeasure(ref StoreSizer sizer, in ImmutableArray<T> value)
    {
        sizer.Add(sizeof(int));
        return Elements.TryMeasure<T, TCodec>(ref sizer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in ImmutableArray<T> value)
    {
        return writer.TryWriteLength(value.IsDefault ? -1 : value.Length) && Elements.TryWrite<T, TCodec>(ref writer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out ImmutableArray<T> value)
    {
        bool isRead = ArrayCodec<T, TCodec>.TryRead(ref reader, out T[]? array);
        value = ImmutableCollectionsMarshal.AsImmutableArray(array);
        return isRead;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => Sequence.TrySkip<T, TCodec>(ref reader);
}
