using System.Collections.Concurrent;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Concurrent stacks, filled in the order of the bytes.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentStackKind<T> : ICollectionKind<ConcurrentStack<T>, T, IEnumerator<T>, ConcurrentStack<T>>
{
    /// <inheritdoc/>
    public static int Count(ConcurrentStack<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ConcurrentStack<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ConcurrentStack<T> Begin(int capacity) => new();

    /// <inheritdoc/>
    public static bool TryAdd(ref ConcurrentStack<T> builder, T item)
    {
        builder.Push(item);
        return true;
    }

    /// <inheritdoc/>
    public static ConcurrentStack<T> Finish(ConcurrentStack<T> builder) => builder;
}
