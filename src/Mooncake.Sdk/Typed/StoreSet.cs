using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Records;

namespace Mooncake;

/// <summary>
/// The objects of one stored type, under keys made from its template. The size of one reference: get it from the store's property for the
/// type, and keep it or get it again. Thread-safe.
/// </summary>
/// <remarks>
/// Objects are immutable: a successful put means that the key has an object, not that it has this value; if the key had an object before,
/// that object is kept. A read, an existence check and a size query grant a lease, during which the object is neither evicted nor removed.
/// So read directly instead of checking first.
/// </remarks>
/// <typeparam name="TKey">The generated struct of the template's parts.</typeparam>
/// <typeparam name="T">The stored type.</typeparam>
public readonly partial struct StoreSet<TKey, T>
    where TKey : struct, IStoreKey<TKey>
    where T : IStoreRecord<T, TKey>
{
    private readonly RecordAccess<TKey, T>? _access;

    /// <summary>Creates the set of a store. Called by generated code, for the store's property.</summary>
    /// <param name="store">The store.</param>
    public StoreSet(MooncakeStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _access = store.Session.Access<TKey, T>();
    }

    /// <summary>The key template as it was declared.</summary>
    public static string Template => T.Info.Template;

    private RecordAccess<TKey, T> Access =>
        _access ?? throw new InvalidOperationException($"The value is default(StoreSet); use the store's property for {T.Info.Name}.");

    /// <summary>
    /// Stores a value. The first put of a key wins: if the key already holds an object, that object stays and the result is still Done,
    /// unless
    /// <see cref="PutOptions.IfExists"/> says otherwise. Use <see cref="ReplaceAsync"/> to change an object.
    /// </summary>
    /// <param name="value">The value; must not change until the operation has completed.</param>
    /// <param name="options">
    /// Replication, pins, expiry, and what happens to an existing object; null for the default.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, also if an existing object was kept (<see cref="StoreResult.WasKept"/>); or failed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ValueTask<StoreResult> PutAsync(T value, PutOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireValue(value);
        RecordAccess<TKey, T> access = Access;
        OperationScope scope = access.Observe(StoreOperation.Put);
        return scope.End(RecordAccess<TKey, T>.TryKeyOf(in value, StoreOperation.Put, out TKey key, out StoreResult refused)
            ? access.Writer.PutAsync(in key, in value, options, cancellationToken)
            : new ValueTask<StoreResult>(refused));
    }

    /// <summary>Stores a value, replacing the object under its key if there is one.</summary>
    /// <remarks>
    /// On the embedded and the durable engine this is one step, and readers do not delay it: a reader sees the old value or the new one. On
    /// a cluster it is a removal and a put: it waits, within the operation's timeout, until no reader holds a lease on the old object; a
    /// reader may find neither object in between, and another writer's value may win.
    /// </remarks>
    /// <param name="value">The value; must not change until the operation has completed.</param>
    /// <param name="options">Replication and pins, and how to treat leases on a cluster; null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Done, or failed: on a cluster with <see cref="StoreErrorCode.ObjectHasLease"/> if leases lasted longer than the timeout.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ValueTask<StoreResult> ReplaceAsync(T value, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequireValue(value);
        RecordAccess<TKey, T> access = Access;
        OperationScope scope = access.Observe(StoreOperation.Replace);
        return scope.End(RecordAccess<TKey, T>.TryKeyOf(in value, StoreOperation.Replace, out TKey key, out StoreResult refused)
            ? access.Writer.ReplaceAsync(key, value, options, access.Session.DeadlineFromNow, cancellationToken)
            : new ValueTask<StoreResult>(refused));
    }

    /// <summary>Reads a value, and renews the object's lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing, or failed.</returns>
    public ValueTask<StoreResult<T>> GetAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Get).End(Access.Reader.GetAsync(in key, cancellationToken));

    /// <summary>
    /// Reads a value without copying its memory: its <c>ReadOnlyMemory</c> members point into a registered buffer until the lease is
    /// disposed. Renews the object's lease in the store.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the lease, to be disposed by the caller; missing, or failed.</returns>
    public ValueTask<StoreResult<StoreLease<T>>> GetLeaseAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Get).End(Access.LeaseReader.GetAsync(in key, cancellationToken));

    /// <summary>Checks whether an object exists, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found, missing, or failed.</returns>
    public ValueTask<StoreResult> ExistsAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Exists).End(Access.Queries.ExistsAsync(in key, cancellationToken));

    /// <summary>Returns the size of an object, and renews its lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the size in bytes, integrity trailer included; missing, or failed.</returns>
    public ValueTask<StoreResult<long>> SizeOfAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.GetSize).End(Access.Queries.SizeOfAsync(in key, cancellationToken));

    /// <summary>Removes an object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">How to treat a lease; null to fail if the object is leased.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed.</returns>
    public ValueTask<StoreResult> RemoveAsync(TKey key, RemoveOptions? options = null, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.Remove).End(Access.Queries.RemoveAsync(in key, options, cancellationToken));

    // Not ArgumentNullException.ThrowIfNull, which takes an object: it would box a record struct on every put.
    private static void RequireValue(T value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }
    }
}
