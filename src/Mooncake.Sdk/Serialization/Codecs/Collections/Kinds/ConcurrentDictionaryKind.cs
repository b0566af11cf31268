using System.Collections.Concurrent;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Concurrent dictionaries.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentDictionaryKind<TKey, TValue> : ICollectionKind<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, ConcurrentDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(ConcurrentDictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<KeyValuePair<TKey, TValue>> Enumerate(ConcurrentDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ConcurrentDictionary<TKey, TValue> Begin(int capacity) => new();

    /// <inheritdoc/>
    public static bool TryAdd(ref ConcurrentDictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static ConcurrentDictionary<TKey, TValue> Finish(ConcurrentDictionary<TKey, TValue> builder) => builder;
}
