using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores a stream of values in batches, for more values than fit into memory. While one batch is under way, the next is gathered.
    /// </summary>
    /// <remarks>
    /// <see cref="MooncakeStoreOptions.OperationTimeout"/> applies to each batch; the stream as a whole has no timeout. If
    /// <paramref name="values"/> throws, the values before are stored and their results returned, then the exception follows.
    /// </remarks>
    /// <param name="values">The values; none may be null.</param>
    /// <param name="options">
    /// Replication, pins and expiry of all items, and what happens to existing objects; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each value, in the same order.</returns>
    public IAsyncEnumerable<StoreResult> PutManyAsync(
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
    /// Reads the values of a stream of keys in batches, for more values than fit into memory. While one batch is under way, the next is
    /// gathered.
    /// </summary>
    /// <remarks><see cref="MooncakeStoreOptions.OperationTimeout"/> applies to each batch; the stream as a whole has no timeout.</remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>One outcome for each key, in the same order.</returns>
    public IAsyncEnumerable<StoreResult<T>> GetManyAsync(IAsyncEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetManyAsync(keys, BatchLimits.Items, cancellationToken);
    }

    private IAsyncEnumerable<StoreResult<T>> GetManyAsync(IAsyncEnumerable<TKey> keys, int first, CancellationToken cancellationToken)
    {
        StoreSet<TKey, T> set = this;
        _ = Access;
        return RecordStreams.InBatchesAsync(
            StoreOperation.Get,
            keys,
            _ => set.Access.Reader.ExpectedBytes,
            async (batch, token) => (await set.GetManyAsync(batch, token).ConfigureAwait(false)).AsSpan().ToArray(),
            cancellationToken,
            first);
    }
}
