using System.ComponentModel;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Lists the keys of the set. The generated overloads take leading parts of the key, and list the keys that begin with them.
    /// </summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The keys, read while they are enumerated. Keys that do not match the template are skipped and counted.</returns>
    public StoreKeyList<TKey> ListAsync(CancellationToken cancellationToken = default) =>
        ListStartingWithAsync(default, parts: 0, cancellationToken);

    /// <summary>
    /// Lists the keys of the set with the same leading parts as a key. Called by generated code; use the set's <c>ListAsync</c>.
    /// </summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts that the keys have in common: 0 or more, fewer than the template has.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public StoreKeyList<TKey> ListStartingWithAsync(TKey key, int parts, CancellationToken cancellationToken = default)
    {
        RecordAccess<TKey, T> access = Access;
        access.Session.ThrowIfClosed();
        return access.Listings.List(in key, parts, cancellationToken);
    }

    /// <summary>
    /// Counts the objects of the set. The generated overloads take leading parts of the key. Reads all of these keys, a page at a time,
    /// because only the whole key shows whether it matches the template.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the number, exact if nothing changes meanwhile; or failed: on a cluster with <see
    /// cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    public ValueTask<StoreResult<long>> CountAsync(CancellationToken cancellationToken = default) =>
        CountStartingWithAsync(default, parts: 0, cancellationToken);

    /// <summary>
    /// Counts the objects of the set whose keys have the same leading parts as a key. Called by generated code; use the set's
    /// <c>CountAsync</c>.
    /// </summary>
    /// <param name="key">The key; only its leading parts are used.</param>
    /// <param name="parts">The number of leading parts that the keys have in common: 0 or more, fewer than the template has.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the number, or failed.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ValueTask<StoreResult<long>> CountStartingWithAsync(TKey key, int parts, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Count).End(Access.Listings.CountAsync(key, parts, cancellationToken));
}
