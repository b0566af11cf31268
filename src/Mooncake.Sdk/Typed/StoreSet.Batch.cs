using System.ComponentModel;
using Mooncake.Operations;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores many values, in batch calls of bounded size and with one timeout for all of them. Unless
    /// <see cref="PutOptions.IfExists"/> says otherwise, a key that already holds an object keeps it, and so does the second of two equal
    /// keys in the list: the result is still Done. With a time to live or another <see cref="PutOptions.IfExists"/>, values are stored one
    /// by one.
    /// </summary>
    /// <param name="values">The values; neither they nor the list may change until the result is there. None may be null.</param>
    /// <param name="options">
    /// How all of them are stored: replication, pins, expiry, and what happens to objects that are there; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// One outcome for each value, in their order. What the value's own code throws is that value's outcome (<see
    /// cref="StoreErrorCode.ValueNotEncodable"/>).
    /// </returns>
    /// <exception cref="ArgumentException">The list or one of the values is null.</exception>
    public ValueTask<StoreBatch> PutManyAsync(IReadOnlyList<T> values, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        values = RequireValues(values);
        RecordAccess<TKey, T> access = Access;
        return access.Observe(StoreOperation.Put).End(access.Writer.PutManyAsync(values, RecordAccess<TKey, T>.KeyOf, RecordAccess<TKey, T>.ValueOf, options, cancellationToken));
    }

    /// <summary>Reads many values, in batch calls of bounded size and with one timeout for all of them, and renews the objects' leases.</summary>
    /// <param name="keys">The keys; must not change until the result is there. One may stand in it more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each key, in their order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch<T>> GetManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Get).End(Access.Reader.GetManyAsync(keys, cancellationToken));

    /// <summary>Tells of many keys whether an object is there, in batch calls of bounded size and with one timeout for all of them, and renews the objects' leases.</summary>
    /// <param name="keys">The keys; must not change until the result is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found, missing or failed for each key, in their order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Exists).End(Access.Queries.ExistsManyAsync(keys, cancellationToken));

    /// <summary>Removes the set's objects whose keys begin as a key does. Generated code calls it; use the set's <c>RemoveByPrefixAsync</c>.</summary>
    /// <param name="key">The key; only its leading parts count.</param>
    /// <param name="parts">How many leading parts the keys have in common: 0 or more, and fewer than the template has.</param>
    /// <param name="options">What to do about leased objects, or null to skip them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found with the numbers of objects removed and skipped, or failed.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ValueTask<StoreResult<StoreRemoval>> RemoveStartingWithAsync(
        TKey key, int parts, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Remove).End(Access.Session.Raw.RemoveStartingWithAsync(in key, parts, options, cancellationToken));

    private static IReadOnlyList<T> RequireValues(IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        values = ItemList.Normalize(values);
        ReadOnlySpan<T> all = ItemList.SpanOf(values);
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] is null)
            {
                throw new ArgumentException($"The value at index {i} is null.", nameof(values));
            }
        }

        return values;
    }
}
