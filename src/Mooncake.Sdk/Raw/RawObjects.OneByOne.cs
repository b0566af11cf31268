using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>
    /// Stores many objects in place of those under their keys, with one timeout for all of them. Each is replaced as by <see
    /// cref="ReplaceAsync"/>.
    /// </summary>
    /// <param name="items">Keys and bytes; must not change until the result is there. Of two with equal keys the later stays.</param>
    /// <param name="options">
    /// Replication, pins and time to live of all of them, and what to do about leases on a cluster; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each item, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> ReplaceManyAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> items, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireKeys(items);
        return Observe(StoreOperation.Replace).End(Access.Writer.ReplaceManyAsync(items, KeyOf, ValueOf, options, cancellationToken));
    }

    /// <summary>Removes many objects, with one timeout for all of them. Each is removed as by <see cref="RemoveAsync"/>.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="options">What to do about leases, or null to fail on one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing or failed for each key, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> RemoveManyAsync(
        IReadOnlyList<string> keys, RemoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Remove).End(Access.Queries.RemoveManyAsync(raw, options, cancellationToken));
    }
}
