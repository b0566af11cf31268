using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Stacks, filled in the order of the bytes.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StackKind<T> : ICollectionKind<Stack<T>, T, Stack<T>.Enumerator, Stack<T>>
{
    /// <inheritdoc/>
    public static int Count(Stack<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static Stack<T>.Enumerator Enumerate(Stack<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static Stack<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref Stack<T> builder, T item)
    {
        builder.Push(item);
        return true;
    }

    /// <inheritdoc/>
    public static Stack<T> Finish(Stack<T> builder) => builder;
}
