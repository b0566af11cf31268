using System.Collections.ObjectModel;
using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Read-only collections.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyCollectionKind<T> : ICollectionKind<ReadOnlyCollection<T>, T, IEnumerator<T>, List<T>>
{
    /// <inheritdoc/>
    public static int Count(ReadOnlyCollection<T> collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(ReadOnlyCollection<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static List<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref List<T> builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static ReadOnlyCollection<T> Finish(List<T> builder) => new(builder);
}
