using System.Collections.Immutable;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Immutable queues.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ImmutableQueueKind<T> : ICollectionKind<ImmutableQueue<T>, T, IEnumerator<T>, List<T>>
{
    /// <inheritdoc/>
    public static int Count(ImmutableQueue<T> collection) => collection.TryGetNonEnumeratedCount(out int count) ? count : -1;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ImmutableQueue<T> collection) => ((IEnumerable<T>)collection).GetEnumerator();

    /// <inheritdoc/>
    public static List<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref List<T> builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ImmutableQueue<T> Finish(List<T> builder) => ImmutableQueue.CreateRange(builder);
}
