using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable lists.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableListKind<T> : ICollectionKind<ImmutableList<T>, T, ImmutableList<T>.Enumerator, ImmutableList<T>.Builder>
{
    /// <inheritdoc/>
    public static int Count(ImmutableList<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static ImmutableList<T>.Enumerator Enumerate(ImmutableList<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableList<T>.Builder Begin(int capacity) => ImmutableList.CreateBuilder<T>();

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableList<T>.Builder builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableList<T> Finish(ImmutableList<T>.Builder builder) => builder.ToImmutable();
}
