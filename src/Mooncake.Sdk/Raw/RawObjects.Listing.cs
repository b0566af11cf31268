using Mooncake.Operations;
using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>Lists the keys of all objects of every type, in the order of their UTF-8 bytes.</summary>
    /// <param name="prefix">The text with which the keys begin, taken literally; empty for all keys.</param>
    /// <param name="startAfter">The listing begins after this key, which need not exist; null to begin with the first key.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The keys, read while they are enumerated. Keys that are not UTF-8 are skipped and counted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is null.</exception>
    public StoreKeyList<string> ListAsync(string prefix = "", string? startAfter = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        _session.ThrowIfClosed();
        return _listings.List(prefix, startAfter, cancellationToken);
    }

    /// <summary>Finds the greatest key, of any type, that is not above a given key, in the order of their UTF-8 bytes.</summary>
    /// <param name="key">The given key, which need not exist.</param>
    /// <param name="prefix">The text with which the key begins, taken literally; empty for all keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the key; missing if there is none; or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>. Keys
    /// that are not UTF-8 are skipped.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty, or <paramref name="prefix"/> is null.</exception>
    public ValueTask<StoreResult<string>> FloorAsync(string key, string prefix = "", CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        ArgumentNullException.ThrowIfNull(prefix);
        return Observe(StoreOperation.Floor).End(_listings.FloorAsync(raw, prefix, cancellationToken));
    }

    /// <summary>
    /// Reads all objects of every type in the order of their keys, as plain bytes. While one batch is in progress, the next is gathered.
    /// </summary>
    /// <remarks>
    /// An object present throughout the scan is returned exactly once; an object added or removed meanwhile may or may not be. Like any
    /// read, a scan renews leases. The timeout applies to each page of keys and to each batch. On a cluster, keys come in no particular
    /// order.
    /// </remarks>
    /// <param name="prefix">The text with which the keys begin, taken literally; empty for all keys.</param>
    /// <param name="startAfter">The scan begins after this key, which need not exist; null to begin with the first key.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>
    /// Each key with its object, or with why it could not be read. If keys cannot be listed, the enumeration throws, as that of <see
    /// cref="ListAsync"/> does.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is null.</exception>
    public IAsyncEnumerable<KeyValuePair<string, StoreResult<byte[]>>> ScanAsync(
        string prefix = "", string? startAfter = null, CancellationToken cancellationToken = default)
    {
        RawObjects raw = this;
        return RecordStreams.InBatchesAsync(
            StoreOperation.Get,
            ListAsync(prefix, startAfter, cancellationToken),
            _ => raw.Access.Reader.ExpectedBytes,
            BatchLimits.StreamBytes,
            async (batch, token) =>
            {
                StoreBatch<byte[]> read = await raw.GetManyAsync(batch, token).ConfigureAwait(false);
                return batch.Select((key, i) => KeyValuePair.Create(key, read[i])).ToArray();
            },
            _session.Options.TimeProvider,
            cancellationToken,
            RecordStreams.FirstOfAScan).Where(static item => !item.Value.IsMissing);
    }

    /// <summary>Counts all objects of every type.</summary>
    /// <param name="prefix">The text with which the keys begin, taken literally; empty for all keys.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the number, exact if nothing changes meanwhile; or failed: on a cluster with <see
    /// cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is null.</exception>
    public ValueTask<StoreResult<long>> CountAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return Observe(StoreOperation.Count).End(_listings.CountAsync(prefix, cancellationToken));
    }
}
