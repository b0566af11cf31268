using System.ComponentModel;
using Mooncake.Records;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>
    /// Lists the keys of the set. The generated overloads take leading parts of the key, and list the keys that begin with them.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The keys, which are read while they are enumerated. Keys that are not the template's are skipped and counted.</returns>
    public StoreKeyList<TKey> ListAsync(CancellationToken cancellationToken = default) =>
        ListStartingWithAsync(default, parts: 0, cancellationToken);

    /// <summary>Lists the keys of the set that begin as a key does. Generated code calls it; use the set's <c>ListAsync</c>.</summary>
    /// <param name="key">The key; only its leading parts count.</param>
    /// <param name="parts">How many leading parts the keys have in common: 0 or more, and fewer than the template has.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public StoreKeyList<TKey> ListStartingWithAsync(TKey key, int parts, CancellationToken cancellationToken = default)
    {
        RecordAccess<TKey, T> access = Access;
        access.Session.ThrowIfClosed();
        return access.Listings.List(in key, parts, cancellationToken);
    }

    /// <summary>
    /// Counts the objects of the set. The generated overloads take leading parts of the key. Reads all of these keys, a page at a time,
    /// since only their whole text says that they are the template's.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Found with the number, exact if nothing changes meanwhile; or failed: on a cluster with <see
    /// cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    public ValueTask<StoreResult<long>> CountAsync(CancellationToken cancellationToken = default) =>
        CountStartingWithAsync(default, parts: 0, cancellationToken);

    /// <summary>
    /// Counts the objects of the set whose keys begin as a key does. Generated code calls it; use the set's <c>CountAsync</c>.
    /// </summary>
    /// <param name="key">The key; only its leading parts count.</param>
    /// <param name="parts">How many leading parts the keys have in common: 0 or more, and fewer than the template has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Found with the number, or failed.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ValueTask<StoreResult<long>> CountStartingWithAsync(TKey key, int parts, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Count).End(Access.Listings.CountAsync(key, parts, cancellationToken));
}
