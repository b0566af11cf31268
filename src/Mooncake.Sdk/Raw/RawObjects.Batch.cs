using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    private static readonly Func<KeyValuePair<string, ReadOnlyMemory<byte>>, RawKey> KeyOf = static item => RawKey.Of(item.Key);

    private static readonly Func<KeyValuePair<string, ReadOnlyMemory<byte>>, RawValue> ValueOf = static item => new RawValue(item.Value);

    /// <summary>
    /// Stores many objects, in native calls of bounded size, with one timeout for all items. If a key already has an object, that object is
    /// kept.
    /// </summary>
    /// <param name="items">Keys and bytes; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each item, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> PutManyAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> items, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireKeys(items);
        return Observe(StoreOperation.Put).End(Access.Writer.PutManyAsync(items, KeyOf, ValueOf, options, cancellationToken));
    }

    /// <summary>
    /// Reads many objects into new arrays, in native calls of bounded size, with one timeout for all items, and renews their leases.
    /// </summary>
    /// <param name="keys">The keys; duplicates are allowed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each key, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch<byte[]>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Get).End(Access.Reader.GetManyAsync(raw, cancellationToken));
    }

    /// <summary>
    /// Checks for many keys whether an object exists, in native calls of bounded size, with one timeout for all items, and renews the
    /// leases.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing or failed for each key, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Exists).End(Access.Queries.ExistsManyAsync(raw, cancellationToken));
    }

    /// <summary>
    /// Counts how many keys at the beginning of a list have objects: for a prompt whose blocks are keys, how much of it is cached. Checks
    /// the keys in their order, in native calls of growing size, until one is missing. Renews the leases of the objects that it finds.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the number of keys before the first one without an object, 0 if the first key has none; or failed, with the error of a
    /// key before it. There is one timeout for all keys.
    /// </returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreResult<int>> LongestPrefixAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Exists).EndPrefix(Access.Queries.LongestPrefixAsync(raw, cancellationToken), raw.Length);
    }

    private static void RequireKeys<TValue>(IReadOnlyList<KeyValuePair<string, TValue>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (int i = 0; i < items.Count; i++)
        {
            if (string.IsNullOrEmpty(items[i].Key))
            {
                throw new ArgumentException($"The key at index {i} is null or empty.", nameof(items));
            }
        }
    }
}
