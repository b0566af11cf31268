using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable dictionaries.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableDictionaryKind<TKey, TValue> : ICollectionKind<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, ImmutableDictionary<TKey, TValue>.Enumerator, ImmutableDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(ImmutableDictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue>.Enumerator Enumerate(ImmutableDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue>.Builder Begin(int capacity) => ImmutableDictionary.CreateBuilder<TKey, TValue>();

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableDictionary<TKey, TValue>.Builder builder, KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null || builder.ContainsKey(item.Key))
        {
            return false;
        }

        builder.Add(item.Key, item.Value);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue> Finish(ImmutableDictionary<TKey, TValue>.Builder builder) => builder.ToImmutable();
}
