using System.Collections.Frozen;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Frozen sets.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FrozenSetKind<T> : ICollectionKind<FrozenSet<T>, T, FrozenSet<T>.Enumerator, HashSet<T>>
{
    /// <inheritdoc/>
    public static int Count(FrozenSet<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static FrozenSet<T>.Enumerator Enumerate(FrozenSet<T> collection) => collection.GetEnumerator();

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
    public static FrozenSet<T> Finish(HashSet<T> builder) => builder.ToFrozenSet();
}
