using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>
    /// Stores many objects, and replaces existing ones, with one timeout for all items. Each is replaced as by <see cref="ReplaceAsync"/>.
    /// </summary>
    /// <param name="items">
    /// Keys and bytes; must not change until the operation has completed. Of two items with the same key, the later one wins.
    /// </param>
    /// <param name="options">
    /// Replication, pins and time to live of all items, and how to treat leases on a cluster; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each item, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> ReplaceManyAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> items, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireKeys(items);
        return Observe(StoreOperation.Replace).End(Access.Writer.ReplaceManyAsync(items, KeyOf, ValueOf, options, cancellationToken));
    }

    /// <summary>Removes many objects, with one timeout for all of them. Each is removed as by <see cref="RemoveAsync"/>.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="options">How to treat leases; null to fail for a leased object.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing or failed for each key, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> RemoveManyAsync(
        IReadOnlyList<string> keys, RemoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Remove).End(Access.Queries.RemoveManyAsync(raw, options, cancellationToken));
    }
}
