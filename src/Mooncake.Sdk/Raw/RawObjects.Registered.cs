using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>Stores the bytes of registered memory, without an intermediate copy.</summary>
    /// <param name="key">The key.</param>
    /// <param name="source">At least one byte; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins, expiry, and what happens to an existing object; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, or failed: with <see cref="StoreErrorCode.BufferNotRegistered"/> if the buffer belongs to another store.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> PutFromAsync(
        string key, RegisteredMemory source, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Put).End(Access.Transfers.PutFromAsync(raw, source, options, cancellationToken));
    }

    /// <summary>Reads an object into registered memory, without an intermediate copy, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">At least as long as the object; not to be used until the operation has completed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the object's size in bytes; missing, or failed: with <see cref="StoreErrorCode.BufferTooSmall"/> if it does not fit.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult<long>> GetIntoAsync(
        string key, RegisteredMemory destination, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Get).End(Access.Transfers.GetIntoAsync(raw, destination, cancellationToken));
    }

    /// <summary>Stores many objects from registered memory, in native calls of bounded size, with one timeout for all items.</summary>
    /// <param name="items">Keys and memory; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each item, in the same order.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch> PutManyFromAsync(
        IReadOnlyList<KeyValuePair<string, RegisteredMemory>> items, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        (RawKey[] keys, RegisteredMemory[] memories) = Split(items);
        return Observe(StoreOperation.Put).End(Access.Transfers.PutManyFromAsync(keys, memories, options, cancellationToken));
    }

    /// <summary>
    /// Reads many objects into registered memory, in native calls of bounded size, with one timeout for all items, and renews their leases.
    /// </summary>
    /// <param name="items">Keys and memory; not to be used until the operation has completed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each item, in the same order: found with the object's size in bytes, missing, or failed.</returns>
    /// <exception cref="ArgumentException">A key is null or empty.</exception>
    public ValueTask<StoreBatch<long>> GetManyIntoAsync(
        IReadOnlyList<KeyValuePair<string, RegisteredMemory>> items, CancellationToken cancellationToken = default)
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
