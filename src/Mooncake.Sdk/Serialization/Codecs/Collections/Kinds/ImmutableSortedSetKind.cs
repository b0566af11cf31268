using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable sorted sets, by the default order of their elements.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableSortedSetKind<T> : ICollectionKind<ImmutableSortedSet<T>, T, ImmutableSortedSet<T>.Enumerator, ImmutableSortedSet<T>.Builder>
{
    /// <inheritdoc/>
    public static int Count(ImmutableSortedSet<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static ImmutableSortedSet<T>.Enumerator Enumerate(ImmutableSortedSet<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableSortedSet<T>.Builder Begin(int capacity) => ImmutableSortedSet.CreateBuilder<T>();

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableSortedSet<T>.Builder builder, T item)
    {
        // An element that is there already merges, as sets do.
        _ = builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableSortedSet<T> Finish(ImmutableSortedSet<T>.Builder builder) => builder.ToImmutable();
}
