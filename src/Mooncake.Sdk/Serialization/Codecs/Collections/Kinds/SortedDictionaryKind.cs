using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Sorted dictionaries, by the default order of their keys.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedDictionaryKind<TKey, TValue> : ICollectionKind<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, SortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(SortedDictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue>.Enumerator Enumerate(SortedDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue> Begin(int capacity) => [];

    /// <inheritdoc/>
    public static bool TryAdd(ref SortedDictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue> Finish(SortedDictionary<TKey, TValue> builder) => builder;
}
