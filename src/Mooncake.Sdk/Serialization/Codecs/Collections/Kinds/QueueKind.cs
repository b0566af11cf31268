using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Queues.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct QueueKind<T> : ICollectionKind<Queue<T>, T, Queue<T>.Enumerator, Queue<T>>
{
    /// <inheritdoc/>
    public static int Count(Queue<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static Queue<T>.Enumerator Enumerate(Queue<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static Queue<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref Queue<T> builder, T item)
    {
        builder.Enqueue(item);
        return true;
    }

    /// <inheritdoc/>
    public static Queue<T> Finish(Queue<T> builder) => builder;
}
