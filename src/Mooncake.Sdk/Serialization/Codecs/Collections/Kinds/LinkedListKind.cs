using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Linked lists.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LinkedListKind<T> : ICollectionKind<LinkedList<T>, T, LinkedList<T>.Enumerator, LinkedList<T>>
{
    /// <inheritdoc/>
    public static int Count(LinkedList<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static LinkedList<T>.Enumerator Enumerate(LinkedList<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static LinkedList<T> Begin(int capacity) => new();

    /// <inheritdoc/>
    public static bool TryAdd(ref LinkedList<T> builder, T item)
    {
        builder.AddLast(item);
        return true;
    }

    /// <inheritdoc/>
    public static LinkedList<T> Finish(LinkedList<T> builder) => builder;
}
