using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Sorted lists, by the default order of their keys.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedListKind<TKey, TValue> : ICollectionKind<SortedList<TKey, TValue>, KeyValuePair<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, SortedList<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(SortedList<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<KeyValuePair<TKey, TValue>> Enumerate(SortedList<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static SortedList<TKey, TValue> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref SortedList<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static SortedList<TKey, TValue> Finish(SortedList<TKey, TValue> builder) => builder;
}
