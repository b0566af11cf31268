using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores many values, and replaces existing objects, with one timeout for all items. Each is replaced as by <c>ReplaceAsync</c>.
    /// </summary>
    /// <param name="values">
    /// The values; neither they nor the collection may change until the operation has completed. None may be null. Of two values with the
    /// same key, the later one wins.
    /// </param>
    /// <param name="options">
    /// Replication, pins and time to live of all items, and how to treat leases on a cluster; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each value, in the same order.</returns>
    /// <exception cref="ArgumentException">The collection or one of the values is null.</exception>
    public ValueTask<StoreBatch> ReplaceManyAsync(
        IReadOnlyList<T> values, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        values = RequireValues(values);
        RecordAccess<TKey, T> access = Access;
        return access.Observe(StoreOperation.Replace).End(access.Writer.ReplaceManyAsync(
            values, RecordAccess<TKey, T>.KeyOf, RecordAccess<TKey, T>.ValueOf, options, cancellationToken));
    }

    /// <summary>Removes many objects, with one timeout for all items. Each is removed as by <c>RemoveAsync</c>.</summary>
    /// <param name="keys">The keys; must not change until the operation has completed.</param>
    /// <param name="options">How to treat leases; null to fail for a leased object.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing or failed for each key, in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch> RemoveManyAsync(
        IReadOnlyList<TKey> keys, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Remove).End(Access.Queries.RemoveManyAsync(keys, options, cancellationToken));
}
