using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Sequences behind an interface; read as lists.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SequenceKind<T> : ICollectionKind<IEnumerable<T>, T, IEnumerator<T>, List<T>>
{
    /// <inheritdoc/>
    public static int Count(IEnumerable<T> collection) => collection.TryGetNonEnumeratedCount(out int count) ? count : -1;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(IEnumerable<T> collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static List<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref List<T> builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static IEnumerable<T> Finish(List<T> builder) => builder;
}
