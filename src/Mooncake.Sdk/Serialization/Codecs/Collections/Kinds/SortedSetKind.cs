using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Sorted sets, by the default order of their elements.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SortedSetKind<T> : ICollectionKind<SortedSet<T>, T, SortedSet<T>.Enumerator, SortedSet<T>>
{
    /// <inheritdoc/>
    public static int Count(SortedSet<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static SortedSet<T>.Enumerator Enumerate(SortedSet<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static SortedSet<T> Begin(int capacity) => [];

    /// <inheritdoc/>
    public static bool TryAdd(ref SortedSet<T> builder, T item)
    {
        // An element that is there already merges, as sets do.
        _ = builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static SortedSet<T> Finish(SortedSet<T> builder) => builder;
}
