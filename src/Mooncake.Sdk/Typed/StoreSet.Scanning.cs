using System.ComponentModel;
using Mooncake.Operations;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Reads the values of the set in the order of their keys. The generated overloads take leading parts of the key, and read the values
    /// whose keys begin with them. While one batch is in progress, the next is gathered.
    /// </summary>
    /// <remarks>
    /// A value present throughout the scan is returned exactly once; a value added or removed meanwhile may or may not be. Like any read, a
    /// scan renews leases. The timeout applies to each page of keys and to each batch. On a cluster, keys come in no particular order.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>
    /// Each value, or why it could not be read. Keys that do not match the template are skipped. If keys cannot be listed, the enumeration
    /// throws, as that of <see cref="ListAsync"/> does.
    /// </returns>
    public IAsyncEnumerable<StoreResult<T>> ScanAsync(CancellationToken cancellationToken = default) =>
        ScanStartingWithAsync(default, parts: 0, cancellationToken);

    /// <summary>
    /// Reads the values whose keys have the same leading parts as a key. Called by generated code; use the set's <c>ScanAsync</c>.
    /// </summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts that the keys have in common: 0 or more, fewer than the template has.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public IAsyncEnumerable<StoreResult<T>> ScanStartingWithAsync(
        TKey key, int parts, CancellationToken cancellationToken = default) =>
        ValuesOf(ListStartingWithAsync(key, parts, cancellationToken), cancellationToken);

    /// <summary>Reads the values between two keys in the order of their keys, as <see cref="ScanAsync"/> does.</summary>
    /// <param name="from">The first key; need not exist.</param>
    /// <param name="before">The key before which the scan ends, need not exist; null to end with the set's last key.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerable<StoreResult<T>> ScanRangeAsync(
        TKey from, TKey? before = null, CancellationToken cancellationToken = default) =>
        ValuesOf(ListRangeAsync(from, before, cancellationToken), cancellationToken);

    /// <summary>Lists the keys of the set between two keys, in the order of their UTF-8 bytes.</summary>
    /// <param name="from">The first key; need not exist.</param>
    /// <param name="before">The key before which the listing ends, need not exist; null to end with the set's last key.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The keys, read while they are enumerated. Keys that do not match the template are skipped and counted.</returns>
    public StoreKeyList<TKey> ListRangeAsync(TKey from, TKey? before = null, CancellationToken cancellationToken = default)
    {
        RecordAccess<TKey, T> access = Access;
        access.Session.ThrowIfClosed();
        return access.Listings.List(in from, before, cancellationToken);
    }

    /// <summary>Finds the greatest key of the set that is not above a given key, in the order of their UTF-8 bytes.</summary>
    /// <remarks>
    /// No key between the two had an object throughout the call. Keys that do not match the template are skipped, one call of the engine
    /// for each.
    /// </remarks>
    /// <param name="key">The given key, which need not exist.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the key; missing if there is none; or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    public ValueTask<StoreResult<TKey>> FloorAsync(TKey key, CancellationToken cancellationToken = default) =>
        FloorAsync(key, commonParts: 0, cancellationToken);

    /// <summary>
    /// Finds the greatest key of the set that is not above a given key, among those with the same leading parts: for example, the latest
    /// reading of one sensor.
    /// </summary>
    /// <param name="key">The given key, which need not exist.</param>
    /// <param name="commonParts">The number of leading parts that both keys have in common: 0 or more, fewer than the template has.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the key, missing, or failed.</returns>
    public ValueTask<StoreResult<TKey>> FloorAsync(TKey key, int commonParts, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(commonParts);
        return Access.Observe(StoreOperation.Floor).End(Access.Listings.FloorAsync(key, commonParts, cancellationToken));
    }

    private IAsyncEnumerable<StoreResult<T>> ValuesOf(StoreKeyList<TKey> keys, CancellationToken cancellationToken) =>
        GetManyAsync(keys, RecordStreams.FirstOfAScan, cancellationToken).Where(static value => !value.IsMissing);
}
