using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    private static readonly Func<KeyValuePair<string, ReadOnlyMemory<byte>>, RawKey> KeyOf = static item => RawKey.Of(item.Key);

    private static readonly Func<KeyValuePair<string, ReadOnlyMemory<byte>>, RawValue> ValueOf = static item => new RawValue(item.Value);

    /// <summary>
    /// Stores many objects, in batch calls of bounded size and with one timeout for all of them. A key that already holds an object keeps
    /// it.
    /// </summary>
    /// <param name="items">Keys and bytes; must not change until the result is there.</param>
    /// <param name="options">
    /// How all of them are stored: replication, pins, expiry, and what happens to objects that are there; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each item, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> PutManyAsync(
        IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> items, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireKeys(items);
        return Observe(StoreOperation.Put).End(Access.Writer.PutManyAsync(items, KeyOf, ValueOf, options, cancellationToken));
    }

    /// <summary>Reads many objects into new arrays, in batch calls of bounded size and with one timeout for all of them, and renews their leases.</summary>
    /// <param name="keys">The keys; one may stand in it more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each key, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch<byte[]>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Get).End(Access.Reader.GetManyAsync(raw, cancellationToken));
    }

    /// <summary>Tells of many keys whether an object is there, in batch calls of bounded size and with one timeout for all of them, and renews the leases.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found, missing or failed for each key, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        RawKey[] raw = RawKey.Of(keys);
        return Observe(StoreOperation.Exists).End(Access.Queries.ExistsManyAsync(raw, cancellationToken));
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
