using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>What a codec has to know of a kind of collection: how it is counted, walked and built.</summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
/// <typeparam name="TEnumerator">Its enumerator: a struct where there is one, so that walking allocates nothing.</typeparam>
/// <typeparam name="TBuilder">What elements are gathered in: the collection itself where it can be added to.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICollectionKind<TCollection, T, TEnumerator, TBuilder>
{
    /// <summary>How many elements there are, or -1 if only a walk can tell.</summary>
    /// <param name="collection">The collection, not null.</param>
    static abstract int Count(TCollection collection);

    /// <summary>Walks the elements.</summary>
    /// <param name="collection">The collection, not null.</param>
    static abstract TEnumerator Enumerate(TCollection collection);

    /// <summary>Starts a collection.</summary>
    /// <param name="capacity">How many elements it will hold; their bytes were checked to be there.</param>
    static abstract TBuilder Begin(int capacity);

    /// <summary>Adds an element.</summary>
    /// <param name="builder">What <see cref="Begin"/> answered.</param>
    /// <param name="item">The element.</param>
    /// <returns>False if the collection cannot hold it, such as a key that is null or there already.</returns>
    static abstract bool TryAdd(ref TBuilder builder, T item);

    /// <summary>Ends a collection.</summary>
    /// <param name="builder">What <see cref="Begin"/> answered.</param>
    static abstract TCollection Finish(TBuilder builder);
}
