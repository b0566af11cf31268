using System.ComponentModel;
using Mooncake.Operations;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores many values, in native calls of bounded size, with one timeout for all items. Unless <see cref="PutOptions.IfExists"/>
    /// specifies otherwise, if a key already has an object, that object is kept, and of two values with the same key, the first wins: the
    /// result is still Done. With a time to live or another <see cref="PutOptions.IfExists"/>, values are stored by individual calls.
    /// </summary>
    /// <param name="values">
    /// The values; neither they nor the collection may change until the operation has completed. None may be null.
    /// </param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// One outcome for each value, in the same order. If the value's own code throws, the value's outcome is
    /// <see cref="StoreErrorCode.ValueNotEncodable"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The list or one of the values is null.</exception>
    public ValueTask<StoreBatch> PutManyAsync(
        IReadOnlyList<T> values, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        values = RequireValues(values);
        RecordAccess<TKey, T> access = Access;
        return access.Observe(StoreOperation.Put).End(
            access.Writer.PutManyAsync(values, RecordAccess<TKey, T>.KeyOf, RecordAccess<TKey, T>.ValueOf, options, cancellationToken));
    }

    /// <summary>
    /// Reads many values, in native calls of bounded size, with one timeout for all items, and renews the objects' leases.
    /// </summary>
    /// <param name="keys">The keys; must not change until the operation has completed. Duplicates are allowed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each key, in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch<T>> GetManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Get).End(Access.Reader.GetManyAsync(keys, cancellationToken));

    /// <summary>
    /// Reads many values without copying their memory, in native calls of bounded size, with one timeout for all items, and renews the
    /// objects' leases in the store. The values' <c>ReadOnlyMemory</c> members point into registered buffers until the batch is disposed.
    /// </summary>
    /// <remarks>
    /// All values occupy registered memory at the same time. A list does not wait for memory while it owns some: if the pool has no more,
    /// the remaining items fail with <see cref="StoreErrorCode.BufferPoolExhausted"/>. For more values, use the overload for a stream of
    /// keys.
    /// </remarks>
    /// <param name="keys">The keys; must not change until the operation has completed. Duplicates are allowed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The batch, to be disposed by the caller: one outcome for each key, in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreLeaseBatch<T>> GetManyLeaseAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RecordAccess<TKey, T> access = Access;
        return access.Observe(StoreOperation.Get).End(access.Reader.GetManyLeaseAsync(keys, access.LeaseReader, access.Queries, cancellationToken));
    }

    /// <summary>
    /// Checks for many keys whether an object exists, in native calls of bounded size, with one timeout for all items, and renews the
    /// objects' leases.
    /// </summary>
    /// <param name="keys">The keys; must not change until the operation has completed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing or failed for each key, in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Exists).End(Access.Queries.ExistsManyAsync(keys, cancellationToken));

    /// <summary>
    /// Counts how many keys at the beginning of a list have objects: for a prompt whose blocks are keys, how much of it is cached. Checks
    /// the keys in their order, in native calls of growing size, until one is missing. Renews the leases of the objects that it finds.
    /// </summary>
    /// <param name="keys">The keys; must not change until the operation has completed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the number of keys before the first one without an object, 0 if the first key has none; or failed, with the error of a
    /// key before it. There is one timeout for all keys.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreResult<int>> LongestPrefixAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Access.Observe(StoreOperation.Exists).EndPrefix(Access.Queries.LongestPrefixAsync(keys, cancellationToken), keys.Count);
    }

    /// <summary>
    /// Removes the set's objects whose keys have the same leading parts as a key. Called by generated code; use the set's
    /// <c>RemoveByPrefixAsync</c>.
    /// </summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts that the keys have in common: 0 or more, fewer than the template has.</param>
    /// <param name="options">How to treat leased objects; null to skip them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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
