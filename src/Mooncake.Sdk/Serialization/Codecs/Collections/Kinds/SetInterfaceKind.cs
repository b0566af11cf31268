using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.Codecs;

/// <summary>Sets behind an interface; read as hash sets.</summary>
/// <typeparam name="TSet">The interface, which <see cref="HashSet{T}"/> implements.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SetInterfaceKind<TSet, T> : ICollectionKind<TSet, T, IEnumerator<T>, HashSet<T>>
    where TSet : class, IEnumerable<T>
{
    /// <inheritdoc/>
    public static int Count(TSet collection) => collection.TryGetNonEnumeratedCount(out int count) ? count : -1;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(TSet collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static HashSet<T> Begin(int capacity) => new(capacity);

    /// <inheritdoc/>
    public static bool TryAdd(ref HashSet<T> builder, T item)
    {
        // An element that is there already merges, as sets do.
        _ = builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static TSet Finish(HashSet<T> builder) => Unsafe.As<HashSet<T>, TSet>(ref builder);
}
