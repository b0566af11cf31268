using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>Stores the bytes of registered memory, without a copy on the way to the store.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">At least one byte; must not change until the result is there.</param>
    /// <param name="options">
    /// How the object is stored: replication, pins, expiry, and what happens to an object that is there; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, or failed: with <see cref="StoreErrorCode.BufferNotRegistered"/> where the buffer is another store's.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> PutFromAsync(string key, RegisteredMemory source, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Put).End(Access.Transfers.PutFromAsync(raw, source, options, cancellationToken));
    }

    /// <summary>Reads an object into registered memory, without a copy on the way from the store, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">At least as long as the object; not to be used until the result is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found with the object's size in bytes; missing, or failed: with <see cref="StoreErrorCode.BufferTooSmall"/> where it does not fit.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult<long>> GetIntoAsync(string key, RegisteredMemory destination, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Get).End(Access.Transfers.GetIntoAsync(raw, destination, cancellationToken));
    }

    /// <summary>Stores the bytes of many pieces of registered memory, in batch calls of bounded size and with one timeout for all of them.</summary>
    /// <param name="items">Keys and memory; must not change until the result is there.</param>
    /// <param name="options">
    /// How all of them are stored: replication, pins, expiry, and what happens to objects that are there; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each item, in their order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> PutManyFromAsync(
        IReadOnlyList<KeyValuePair<string, RegisteredMemory>> items, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        (RawKey[] keys, RegisteredMemory[] memories) = Split(items);
        return Observe(StoreOperation.Put).End(Access.Transfers.PutManyFromAsync(keys, memories, options, cancellationToken));
    }

    /// <summary>Reads many objects into registered memory, in batch calls of bounded size and with one timeout for all of them, and renews their leases.</summary>
    /// <param name="items">Keys and memory; not to be used until the result is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each item, in their order: found with the object's size in bytes, missing, or failed.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch<long>> GetManyIntoAsync(IReadOnlyList<KeyValuePair<string, RegisteredMemory>> items, CancellationToken cancellationToken = default)
    {
        (RawKey[] keys, RegisteredMemory[] memories) = Split(items);
        return Observe(StoreOperation.Get).End(Access.Transfers.GetManyIntoAsync(keys, memories, cancellationToken));
    }

    private static (RawKey[] Keys, RegisteredMemory[] Memories) Split(IReadOnlyList<KeyValuePair<string, RegisteredMemory>> items)
    {
        RequireKeys(items);
        RawKey[] keys = new RawKey[items.Count];
        RegisteredMemory[] memories = new RegisteredMemory[items.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new RawKey(items[i].Key);
            memories[i] = items[i].Value;
        }

        return (keys, memories);
    }
}
