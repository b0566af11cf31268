using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores a stream of values, batch by batch; while one batch is in progress, the next is read from the stream. For more values than
    /// fit into memory.
    /// </summary>
    /// <remarks>
    /// The timeout (<see cref="MooncakeStoreOptions.OperationTimeout"/>) applies to each batch; the stream as a whole has none. If a key
    /// already has an object, that object is kept, and the result is still Done. If <paramref name="values"/> throws, the values before are
    /// stored and their outcomes returned, then the exception follows.
    /// </remarks>
    /// <param name="values">The values; none may be null.</param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each value, in the same order.</returns>
    public IAsyncEnumerable<StoreResult> PutStreamAsync(
        IAsyncEnumerable<T> values, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        StoreSet<TKey, T> set = this;
        _ = Access;
        return RecordStreams.InBatchesAsync(
            StoreOperation.Put,
            values,
            value => set.Access.Writer.BytesOf(in value),
            async (batch, token) => (await set.PutManyAsync(batch, options, token).ConfigureAwait(false)).AsSpan().ToArray(),
            cancellationToken);
    }

    /// <summary>
    /// Reads a stream of keys, batch by batch; while one batch is in progress, the next is read from the stream. For more values than fit
    /// into memory.
    /// </summary>
    /// <remarks>
    /// The timeout (<see cref="MooncakeStoreOptions.OperationTimeout"/>) applies to each batch; the stream as a whole has none.
    /// </remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each key, in the same order.</returns>
    public IAsyncEnumerable<StoreResult<T>> GetStreamAsync(IAsyncEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        StoreSet<TKey, T> set = this;
        _ = Access;
        return RecordStreams.InBatchesAsync(
            StoreOperation.Get,
            keys,
            _ => set.Access.Reader.ExpectedBytes,
            async (batch, token) => (await set.GetManyAsync(batch, token).ConfigureAwait(false)).AsSpan().ToArray(),
            cancellationToken);
    }
}
