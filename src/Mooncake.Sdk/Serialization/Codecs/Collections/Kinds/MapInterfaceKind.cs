using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Dictionaries behind an interface; read as dictionaries.</summary>
/// <typeparam name="TMap">The interface, which <see cref="Dictionary{TKey, TValue}"/> implements.</typeparam>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapInterfaceKind<TMap, TKey, TValue> : ICollectionKind<TMap, KeyValuePair<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, Dictionary<TKey, TValue>>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public static int Count(TMap collection) => collection.TryGetNonEnumeratedCount(out int count) ? count : -1;

    /// <inheritdoc/>
    public static IEnumerator<KeyValuePair<TKey, TValue>> Enumerate(TMap collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> item)
    {
        return item.Key is not null && builder.TryAdd(item.Key, item.Value);
    }

    /// <inheritdoc/>
    public static TMap Finish(Dictionary<TKey, TValue> builder) => Unsafe.As<Dictionary<TKey, TValue>, TMap>(ref builder);
}
