using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Raw;
using Mooncake.Session;

namespace Mooncake;

/// <summary>
/// Objects as plain bytes under plain keys, without template, type or trailer, as other Mooncake clients read and write them. Thread-safe.
/// </summary>
/// <remarks>
/// Keys are strings, encoded as UTF-8. A null or empty key throws; a key that is too long or cannot be encoded is an error result. Objects
/// have at least one byte. They are immutable: if the key already has an object, a put keeps it.
/// </remarks>
public sealed partial class RawObjects
{
    private readonly CollectionTelemetry _telemetry;
    private StoreSession _session;
    private KeyListings _listings;

    /// <summary>Creates the raw objects of a session.</summary>
    internal RawObjects(StoreSession session)
    {
        _session = session;
        _telemetry = new CollectionTelemetry(session.Telemetry, RawAccess.ObjectName);
        _listings = new KeyListings(session, _telemetry);
    }

    /// <summary>Uses another session, when the store opens. Operations in progress end on the old one.</summary>
    internal void MoveTo(StoreSession session)
    {
        _listings = new KeyListings(session, _telemetry);
        _session = session;
    }

    private RawAccess Access => _session.Raw;

    /// <summary>
    /// Stores bytes. The first put of a key wins: if the key already has an object, that object is kept and the result is still Done. Use
    /// <c>ReplaceAsync</c> to change it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes, at least one; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins, expiry, and what happens to an existing object; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> PutAsync(
        string key, ReadOnlyMemory<byte> value, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Put).End(Access.Writer.PutAsync(in raw, new RawValue(value), options, cancellationToken));
    }

    /// <summary>
    /// Stores bytes from several pieces of memory as one object. If the key already has an object, that object is kept and the result is
    /// still Done.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="parts">The parts in their order, at least one byte in total; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins, expiry, and what happens to an existing object; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty, or <paramref name="parts"/> is null.</exception>
    public ValueTask<StoreResult> PutPartsAsync(
        string key, IReadOnlyList<ReadOnlyMemory<byte>> parts, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Put).End(Access.Writer.PutAsync(in raw, new RawValue(default, parts), options, cancellationToken));
    }

    /// <summary>Stores bytes, replacing the object under the key if there is one.</summary>
    /// <remarks>
    /// On the embedded and durable engines this is atomic, and leases do not delay it. On a cluster it is a removal followed by a put: it
    /// waits, within the operation's timeout, until no reader has a lease on the old object; a reader may find neither object in between,
    /// and another writer's bytes may win.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes, at least one; must not change until the operation has completed.</param>
    /// <param name="options">Replication and pins, and how to treat leases on a cluster; null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Done, or failed: on a cluster with <see cref="StoreErrorCode.ObjectHasLease"/> if leases lasted longer than the timeout.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> ReplaceAsync(
        string key, ReadOnlyMemory<byte> value, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Replace).End(
            Access.Writer.ReplaceAsync(raw, new RawValue(value), options, _session.DeadlineFromNow, cancellationToken));
    }

    /// <summary>Reads an object into a new array, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult<byte[]>> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Get).End(Access.Reader.GetAsync(in raw, cancellationToken));
    }

    /// <summary>Checks whether an object exists, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Exists).End(Access.Queries.ExistsAsync(in raw, cancellationToken));
    }

    /// <summary>Returns the size of an object in bytes, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing, or failed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult<long>> SizeOfAsync(string key, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.GetSize).End(Access.Queries.SizeOfAsync(in raw, cancellationToken));
    }

    /// <summary>Removes an object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">How to treat a lease; null to fail if the object is leased.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed: with <see cref="StoreErrorCode.ObjectHasLease"/> if the object is leased.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> RemoveAsync(string key, RemoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.Remove).End(Access.Queries.RemoveAsync(in raw, options, cancellationToken));
    }

    /// <summary>Removes every object whose key contains a match of a regular expression.</summary>
    /// <param name="pattern">
    /// ECMAScript syntax as in C++ <c>std::regex</c>, matched against the keys' bytes, anywhere in the key unless anchored.
    /// </param>
    /// <param name="options">How to treat leased objects; null to skip them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the numbers of objects removed and skipped, or failed: if the pattern is invalid or too costly, nothing was removed.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="pattern"/> is null, or empty: <see cref="RemoveAllAsync"/> removes everything.
    /// </exception>
    public ValueTask<StoreResult<StoreRemoval>> RemoveByRegexAsync(
        string pattern, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Observe(StoreOperation.Remove).End(Access.RemoveByRegexAsync(pattern, options, cancellationToken));

    /// <summary>Removes every object, of any type, whose key begins with a prefix.</summary>
    /// <param name="prefix">The prefix, taken literally.</param>
    /// <param name="options">How to treat leased objects; null to skip them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the numbers of objects removed and skipped, or failed.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="prefix"/> is null, or empty: <see cref="RemoveAllAsync"/> removes everything.
    /// </exception>
    public ValueTask<StoreResult<StoreRemoval>> RemoveByPrefixAsync(
        string prefix, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Observe(StoreOperation.Remove).End(Access.RemoveByPrefixAsync(prefix, options, cancellationToken));

    /// <summary>Removes every object of the whole cluster.</summary>
    /// <param name="options">How to treat leased objects; null to skip them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the numbers of objects removed and skipped, or failed.</returns>
    public ValueTask<StoreResult<StoreRemoval>> RemoveAllAsync(
        RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Observe(StoreOperation.Remove).End(Access.RemoveAllAsync(options, cancellationToken));

    private OperationScope Observe(StoreOperation operation)
    {
        _session.ThrowIfClosed();
        return _session.Telemetry.Begin(operation, _telemetry);
    }
}
