using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Lists that are made empty and added to.</summary>
/// <typeparam name="TList">The list.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListInterfaceKind<TList, T> : ICollectionKind<TList, T, IEnumerator<T>, TList>
    where TList : class, IList<T>, new()
{
    /// <inheritdoc/>
    public static int Count(TList collection) => collection.Count;

    /// <inheritdoc/>
    public static IEnumerator<T> Enumerate(TList collection) => collection.GetEnumerator();

    /// <inheritdoc/>
    public static TList Begin(int capacity) => new();

    /// <inheritdoc/>
    public static bool TryAdd(ref TList builder, T item)
    {
        builder.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public static TList Finish(TList builder) => builder;
}
