using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Priority queues, as the heap lies: filled in that order it comes out the same.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TPriority">Their priorities.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PriorityQueueKind<T, TPriority> : ICollectionKind<PriorityQueue<T, TPriority>, (T, TPriority), PriorityQueue<T, TPriority>.UnorderedItemsCollection.Enumerator, PriorityQueue<T, TPriority>>
{
    /// <inheritdoc/>
    public static int Count(PriorityQueue<T, TPriority> collection) => collection.Count;

    /// <inheritdoc/>
    public static PriorityQueue<T, TPriority>.UnorderedItemsCollection.Enumerator Enumerate(PriorityQueue<T, TPriority> collection) => collection.UnorderedItems.GetEnumerator();

    /// <inheritdoc/>
    public static PriorityQueue<T, TPriority> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref PriorityQueue<T, TPriority> builder, (T, TPriority) item)
    {
        builder.Enqueue(item.Item1, item.Item2);
        return true;
    }

    /// <inheritdoc/>
    public static PriorityQueue<T, TPriority> Finish(PriorityQueue<T, TPriority> builder) => builder;
}
