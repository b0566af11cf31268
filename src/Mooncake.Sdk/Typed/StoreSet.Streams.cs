using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Stores a stream of values in batches, for more values than fit into memory. While one batch is under way, the next is gathered.
    /// </summary>
    /// <remarks>
    /// <see cref="MooncakeStoreOptions.OperationTimeout"/> applies to each batch; the stream as a whole has no timeout. If
    /// <paramref name="values"/> throws, the values before are stored and their results returned, then the exception follows. If
    /// <paramref name="values"/> takes long for a value, those before are stored meanwhile. If the consumer stops
    /// during that time, the token that <paramref name="values"/> received is cancelled.
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
            BatchLimits.StreamBytes,
            async (batch, token) => (await set.PutManyAsync(batch, options, token).ConfigureAwait(false)).AsSpan().ToArray(),
            set.Access.Session.Options.TimeProvider,
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
            BatchLimits.StreamBytes,
            async (batch, token) => (await set.GetManyAsync(batch, token).ConfigureAwait(false)).AsSpan().ToArray(),
            set.Access.Session.Options.TimeProvider,
            cancellationToken,
            first);
    }
    /// <summary>
    /// Reads the values of a stream of keys in batches, without copying their memory, for more values than fit into registered memory.
    /// While the consumer uses one batch, the next is under way.
    /// </summary>
    /// <remarks>
    /// Dispose each batch before the next iteration. <see cref="MooncakeStoreOptions.OperationTimeout"/> applies to each batch; the stream
    /// as a whole has no timeout.
    /// </remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Batches, each to be disposed by the consumer: together one outcome for each key, in the same order.</returns>
    public IAsyncEnumerable<StoreLeaseBatch<T>> GetManyLeaseAsync(
        IAsyncEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        StoreSet<TKey, T> set = this;

        // Two batches own memory at a time, the consumer's and the next; each fits into one native call, for which it may wait.
        long maxBytes = Math.Min(BatchLimits.StreamBytes, Access.Session.Pool.MaxBytes / 4);
        return RecordStreams.InBatchesAsync<TKey, StoreLeaseBatch<T>>(
            StoreOperation.Get,
            keys,
            _ => set.Access.Reader.ExpectedBytes,
            maxBytes,
            async (batch, token) => [await set.GetManyLeaseAsync(batch, token).ConfigureAwait(false)],
            set.Access.Session.Options.TimeProvider,
            cancellationToken);
    }
}
