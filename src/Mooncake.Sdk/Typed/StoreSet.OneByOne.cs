using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores many values in place of the objects under their keys, with one timeout for all of them. Each is replaced as by
    /// <c>ReplaceAsync</c>.
    /// </summary>
    /// <param name="values">
    /// The values; neither they nor the list may change until the result is there. None may be null. Of two with equal keys the later
    /// stays.
    /// </param>
    /// <param name="options">
    /// Replication, pins and time to live of all of them, and what to do about leases on a cluster; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each value, in their order.</returns>
    /// <exception cref="ArgumentException">The list or one of the values is null.</exception>
    public ValueTask<StoreBatch> ReplaceManyAsync(
        IReadOnlyList<T> values, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        values = RequireValues(values);
        RecordAccess<TKey, T> access = Access;
        return access.Observe(StoreOperation.Replace).End(access.Writer.ReplaceManyAsync(
            values, RecordAccess<TKey, T>.KeyOf, RecordAccess<TKey, T>.ValueOf, options, cancellationToken));
    }

    /// <summary>Removes many objects, with one timeout for all of them. Each is removed as by <c>RemoveAsync</c>.</summary>
    /// <param name="keys">The keys; must not change until the result is there.</param>
    /// <param name="options">What to do about leases, or null to fail on one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing or failed for each key, in their order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public ValueTask<StoreBatch> RemoveManyAsync(IReadOnlyList<TKey> keys, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Remove).End(Access.Queries.RemoveManyAsync(keys, options, cancellationToken));
}
