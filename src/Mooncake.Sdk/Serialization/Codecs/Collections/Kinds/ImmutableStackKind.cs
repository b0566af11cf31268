using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable stacks, filled in the order of the bytes.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableStackKind<T> : ICollectionKind<ImmutableStack<T>, T, IEnumerator<T>, ImmutableStack<T>>
{
    /// <inheritdoc/>
    public static int Count(ImmutableStack<T> collection) => collection.TryGetNonEnumeratedCount(out int count) ? count : -1;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ImmutableStack<T> collection) => ((IEnumerable<T>)collection).GetEnumerator();

    /// <inheritdoc/>
    public static ImmutableStack<T> Begin(int capacity) => ImmutableStack<T>.Empty;

    /// <inheritdoc/>
    public static bool TryAdd(ref ImmutableStack<T> builder, T item)
    {
        builder = builder.Push(item);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableStack<T> Finish(ImmutableStack<T> builder) => builder;
}
