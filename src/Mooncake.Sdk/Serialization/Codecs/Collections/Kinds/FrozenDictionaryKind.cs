using System.Collections.Frozen;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Frozen dictionaries.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FrozenDictionaryKind<TKey, TValue> : ICollectionKind<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, FrozenDictionary<TKey, TValue>.Enumerator, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(FrozenDictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static FrozenDictionary<TKey, TValue>.Enumerator Enumerate(FrozenDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static FrozenDictionary<TKey, TValue> Finish(Dictionary<TKey, TValue> builder) => builder.ToFrozenDictionary();
}
