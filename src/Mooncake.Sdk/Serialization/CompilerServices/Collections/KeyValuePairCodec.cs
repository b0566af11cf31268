using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Pairs: without references the memory image, the key, padding, the value, padding; else key and value.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <typeparam name="TKeyCodec">How a key is encoded.</typeparam>
/// <typeparam name="TValueCodec">How a value is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec> : IStoreCodec<KeyValuePair<TKey, TValue>>
    where TKeyCodec : struct, IStoreCodec<TKey>
    where TValueCodec : struct, IStoreCodec<TValue>
{
    private static bool IsImage => !RuntimeHelpers.IsReferenceOrContainsReferences<KeyValuePair<TKey, TValue>>();

    // The pair is a sequential struct: its value is at the next multiple of the value's alignment.
    private static int InnerPadding => IsImage ? -Unsafe.SizeOf<TKey>() & (AlignmentOf<TValue>.Value - 1) : 0;

    private static int OuterPadding => IsImage
        ? Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() - Unsafe.SizeOf<TKey>() - InnerPadding - Unsafe.SizeOf<TValue>()
        : 0;

    /// <inheritdoc/>
    public static int MinSize => IsImage ? Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() : TKeyCodec.MinSize + TValueCodec.MinSize;

    /// <inheritdoc/>
    public static bool IsFixedSize => IsImage;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => $"({TKeyCodec.WireType}:{TValueCodec.WireType})";

    /// <inheritdoc/>
    public static bool IsUtf16 => TKeyCodec.IsUtf16 || TValueCodec.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() =>
        MemoryPackFormatters.TryEnsure<TKey, TKeyCodec>() & MemoryPackFormatters.TryEnsure<TValue, TValueCodec>();

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in KeyValuePair<TKey, TValue> value)
    {
        if (IsImage)
        {
            sizer.Add(Unsafe.SizeOf<KeyValuePair<TKey, TValue>>());
            return true;
        }

        return TKeyCodec.TryMeasure(ref sizer, value.Key) && TValueCodec.TryMeasure(ref sizer, value.Value);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in KeyValuePair<TKey, TValue> value)
    {
        return TKeyCodec.TryWrite(ref writer, value.Key)
            && writer.TryWriteZeros(InnerPadding)
            && TValueCodec.TryWrite(ref writer, value.Value)
            && writer.TryWriteZeros(OuterPadding);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out KeyValuePair<TKey, TValue> value)
    {
        value = default;
        if (!TKeyCodec.TryRead(ref reader, out TKey key)
            || !reader.TrySkip(InnerPadding)
            || !TValueCodec.TryRead(ref reader, out TValue item)
            || !reader.TrySkip(OuterPadding))
        {
            return false;
        }

        value = new KeyValuePair<TKey, TValue>(key, item);
        return true;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        return TKeyCodec.TrySkip(ref reader)
            && reader.TrySkip(InnerPadding)
            && TValueCodec.TrySkip(ref reader)
            && reader.TrySkip(OuterPadding);
    }
}
