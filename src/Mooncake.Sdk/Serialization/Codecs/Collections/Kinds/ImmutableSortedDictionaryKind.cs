using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable sorted dictionaries, by the default order of their keys.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSortedDictionaryKind<TKey, TValue> : ICollectionKind<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, ImmutableSortedDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(ImmutableSortedDictionary<TKey, TValue> collection) => collection.Count;

    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue>.Enumerator Enumerate(ImmutableSortedDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue>.Builder Begin(int capacity) => ImmutableSortedDictionary.CreateBuilder<TKey, TValue>();

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableSortedDictionary<TKey, TValue>.Builder builder, KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null || builder.ContainsKey(item.Key))
        {
            return false;
        }

        builder.Add(item.Key, item.Value);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue> Finish(ImmutableSortedDictionary<TKey, TValue>.Builder builder) => builder.ToImmutable();
}
