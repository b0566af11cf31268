using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Hash sets.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HashSetKind<T> : ICollectionKind<HashSet<T>, T, HashSet<T>.Enumerator, HashSet<T>>
{
    /// <inheritdoc/>
    public static int Count(HashSet<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static HashSet<T>.Enumerator Enumerate(HashSet<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static HashSet<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref HashSet<T> builder, T item)
    {
        // An element that is there already merges, as sets do.
        _ = builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static HashSet<T> Finish(HashSet<T> builder) => builder;
}
