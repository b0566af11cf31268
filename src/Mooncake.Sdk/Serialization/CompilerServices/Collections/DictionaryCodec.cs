using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// <c>Dictionary</c>, <c>IDictionary</c> and <c>IReadOnlyDictionary</c>: <c>[count][key-value pairs]</c>; -1 is null. Reading creates a
/// <c>Dictionary</c> with the default comparer, and rejects duplicate keys.
/// </summary>
/// <typeparam name="TMap">The declared type, which <c>Dictionary</c> implements.</typeparam>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
/// <typeparam name="TKeyCodec">How a key is encoded.</typeparam>
/// <typeparam name="TValueCodec">How a value is encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryCodec<TMap, TKey, TValue, TKeyCodec, TValueCodec> : IStoreCodec<TMap?>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IStoreCodec<TKey>
    where TValueCodec : struct, IStoreCodec<TValue>
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
    public static string WireType => $"[{KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.WireType}]";

    /// <inheritdoc/>
    public static bool IsUtf16 => KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.IsUtf16;

    /// <inheritdoc/>
    public static bool TryRegister() => KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.TryRegister();

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in TMap? value)
    {
        if (value is not Dictionary<TKey, TValue> dictionary)
        {
            return Sequence.TryMeasure<KeyValuePair<TKey, TValue>, KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>>(ref sizer, value);
        }

        sizer.Add(sizeof(int));
        if (KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.IsFixedSize)
        {
            sizer.Add((long)dictionary.Count * KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.MinSize);
            return true;
        }

        Dictionary<TKey, TValue>.Enumerator pairs = dictionary.GetEnumerator();
        return Sequence.TryMeasure<KeyValuePair<TKey, TValue>, KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>, Dictionary<TKey, TValue>.Enumerator>(
            ref sizer, ref pairs);
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in TMap? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        if (value is not Dictionary<TKey, TValue> dictionary)
        {
            return Sequence.TryWrite<KeyValuePair<TKey, TValue>, KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>>(ref writer, value);
        }

        int count = dictionary.Count;
        Dictionary<TKey, TValue>.Enumerator pairs = dictionary.GetEnumerator();
        return writer.TryWriteLength(count)
            && Sequence.TryWrite<KeyValuePair<TKey, TValue>, KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>, Dictionary<TKey, TValue>.Enumerator>(
                ref writer, ref pairs, count);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out TMap? value)
    {
        value = null;
        if (!reader.TryReadLength(KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.MinSize, out int length))
        {
            return false;
        }

        if (length < 0)
        {
            return true;
        }

        Dictionary<TKey, TValue> dictionary = new(length);
        for (int i = 0; i < length; i++)
        {
            if (!KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>.TryRead(ref reader, out KeyValuePair<TKey, TValue> pair))
            {
                return false;
            }

            if (pair.Key is null || !dictionary.TryAdd(pair.Key, pair.Value))
            {
                return reader.Fail(StoreErrorCode.MalformedValue);
            }
        }

        value = Unsafe.As<Dictionary<TKey, TValue>, TMap>(ref dictionary);
        return true;
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) =>
        Sequence.TrySkip<KeyValuePair<TKey, TValue>, KeyValuePairCodec<TKey, TValue, TKeyCodec, TValueCodec>>(ref reader);
}
