using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>Stores a stream of values, in batches; while one is under way, the next is taken from the stream. For more values than fit into memory.</summary>
    /// <remarks>
    /// Each batch has <see cref="MooncakeStoreOptions.OperationTimeout"/> for itself, the stream as a whole none. A key that already holds an object keeps
    /// it, and the result is still Done. If <paramref name="values"/> throws, the values before are stored and answered, then the exception follows.
    /// </remarks>
    /// <param name="values">The values; none may be null.</param>
    /// <param name="options">
    /// How all of them are stored: replication, pins, expiry, and what happens to objects that are there; null for the default.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each value, in their order.</returns>
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

    /// <summary>Reads a stream of keys, in batches; while one is under way, the next is taken from the stream. For more values than fit into memory.</summary>
    /// <remarks>Each batch has <see cref="MooncakeStoreOptions.OperationTimeout"/> for itself, the stream as a whole none.</remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One outcome for each key, in their order.</returns>
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
