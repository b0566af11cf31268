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
