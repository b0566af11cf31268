using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Dictionaries. A key that is null or there already is no value of theirs.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryKind<TKey, TValue> : ICollectionKind<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, Dictionary<TKey, TValue>.Enumerator, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(Dictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue>.Enumerator Enumerate(Dictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Finish(Dictionary<TKey, TValue> builder) => builder;
}
