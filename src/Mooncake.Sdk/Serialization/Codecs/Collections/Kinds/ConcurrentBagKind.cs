using System.Collections.Concurrent;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Concurrent bags.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentBagKind<T> : ICollectionKind<ConcurrentBag<T>, T, IEnumerator<T>, ConcurrentBag<T>>
{
    /// <inheritdoc/>
    public static int Count(ConcurrentBag<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ConcurrentBag<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ConcurrentBag<T> Begin(int capacity) => [];

    /// <inheritdoc/>
    public static bool TryAdd(ref ConcurrentBag<T> builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ConcurrentBag<T> Finish(ConcurrentBag<T> builder) => builder;
}
