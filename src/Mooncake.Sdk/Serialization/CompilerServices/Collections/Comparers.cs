using System.Collections.Concurrent;
using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Moves the elements that were read into the collection that a member's initializer created, so that its comparer is kept. Stored bytes
/// contain no comparers. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Comparers
{
    /// <summary>The member's own collection with the elements that were read, if it has a non-default comparer.</summary>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <param name="own">The collection that the member's initializer created.</param>
    /// <param name="read">The collection that was read, with the default comparer.</param>
    /// <returns>
    /// The collection that was read, if there is no comparer to keep, or two of the keys are equal to it: then nothing is lost.
    /// </returns>
    public static Dictionary<TKey, TValue>? Keep<TKey, TValue>(Dictionary<TKey, TValue>? own, Dictionary<TKey, TValue>? read)
        where TKey : notnull =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer) ? FillMap<Dictionary<TKey, TValue>, TKey, TValue>(own, read) : read;

    /// <inheritdoc cref="Keep{TKey, TValue}(Dictionary{TKey, TValue}, Dictionary{TKey, TValue})"/>
    public static SortedDictionary<TKey, TValue>? Keep<TKey, TValue>(
        SortedDictionary<TKey, TValue>? own, SortedDictionary<TKey, TValue>? read)
        where TKey : notnull =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer)
            ? FillMap<SortedDictionary<TKey, TValue>, TKey, TValue>(own, read)
            : read;

    /// <inheritdoc cref="Keep{TKey, TValue}(Dictionary{TKey, TValue}, Dictionary{TKey, TValue})"/>
    public static SortedList<TKey, TValue>? Keep<TKey, TValue>(SortedList<TKey, TValue>? own, SortedList<TKey, TValue>? read)
        where TKey : notnull =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer) ? FillMap<SortedList<TKey, TValue>, TKey, TValue>(own, read) : read;

    /// <inheritdoc cref="Keep{TKey, TValue}(Dictionary{TKey, TValue}, Dictionary{TKey, TValue})"/>
    public static ConcurrentDictionary<TKey, TValue>? Keep<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue>? own, ConcurrentDictionary<TKey, TValue>? read)
        where TKey : notnull =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer)
            ? FillMap<ConcurrentDictionary<TKey, TValue>, TKey, TValue>(own, read)
            : read;

    /// <summary>The member's own set with the elements that were read, if it has a non-default comparer.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="own">The set that the member's initializer created.</param>
    /// <param name="read">The set that was read, with the default comparer.</param>
    /// <returns>
    /// The set that was read, if there is no comparer to keep, or two of the elements are equal to it: then nothing is lost.
    /// </returns>
    public static HashSet<T>? Keep<T>(HashSet<T>? own, HashSet<T>? read) =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer) ? FillSet<HashSet<T>, T>(own, read) : read;

    /// <inheritdoc cref="Keep{T}(HashSet{T}, HashSet{T})"/>
    public static SortedSet<T>? Keep<T>(SortedSet<T>? own, SortedSet<T>? read) =>
        IsToKeep(own, read) && !Equals(own!.Comparer, read!.Comparer) ? FillSet<SortedSet<T>, T>(own, read) : read;

    private static bool IsToKeep(object? own, object? read) => own is not null && read is not null;

    private static TMap FillMap<TMap, TKey, TValue>(TMap own, TMap read)
        where TMap : IDictionary<TKey, TValue>
        where TKey : notnull
    {
        own.Clear();
        foreach (KeyValuePair<TKey, TValue> pair in read)
        {
            if (own.ContainsKey(pair.Key))
            {
                return read;
            }

            own.Add(pair);
        }

        return own;
    }

    private static TSet FillSet<TSet, T>(TSet own, TSet read)
        where TSet : ISet<T>
    {
        own.Clear();
        foreach (T element in read)
        {
            if (!own.Add(element))
            {
                return read;
            }
        }

        return own;
    }
}
