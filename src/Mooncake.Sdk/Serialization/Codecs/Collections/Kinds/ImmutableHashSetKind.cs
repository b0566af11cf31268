using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable hash sets.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableHashSetKind<T> : ICollectionKind<ImmutableHashSet<T>, T, ImmutableHashSet<T>.Enumerator, ImmutableHashSet<T>.Builder>
{
    /// <inheritdoc/>
    public static int Count(ImmutableHashSet<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static ImmutableHashSet<T>.Enumerator Enumerate(ImmutableHashSet<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableHashSet<T>.Builder Begin(int capacity) => ImmutableHashSet.CreateBuilder<T>();

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableHashSet<T>.Builder builder, T item)
    {
        // An element that is there already merges, as sets do.
        _ = builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableHashSet<T> Finish(ImmutableHashSet<T>.Builder builder) => builder.ToImmutable();
}
