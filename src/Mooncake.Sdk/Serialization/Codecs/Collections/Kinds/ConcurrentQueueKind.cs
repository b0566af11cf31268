using System.Collections.Concurrent;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Concurrent queues.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcurrentQueueKind<T> : ICollectionKind<ConcurrentQueue<T>, T, IEnumerator<T>, ConcurrentQueue<T>>
{
    /// <inheritdoc/>
    public static int Count(ConcurrentQueue<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ConcurrentQueue<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static ConcurrentQueue<T> Begin(int capacity) => new();

    /// <inheritdoc/>
    public static bool TryAdd(ref ConcurrentQueue<T> builder, T item)
    {
        builder.Enqueue(item);
        return true;
    }

    /// <inheritdoc/>
    public static ConcurrentQueue<T> Finish(ConcurrentQueue<T> builder) => builder;
}
