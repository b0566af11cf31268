using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>Gets the time from which on an object is missing. Grants no lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Found with the time, or with null if the object does not expire; missing; or failed: on a cluster with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    public ValueTask<StoreResult<DateTimeOffset?>> GetExpiryAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.GetExpiry).End(Access.Queries.GetExpiryAsync(key, cancellationToken));

    /// <summary>Lets an object expire after a time. <see cref="PutOptions.TimeToLive"/> does the same when it is stored.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">The time from now on, above zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeToLive"/> is zero or negative.</exception>
    public ValueTask<StoreResult> SetExpiryAsync(TKey key, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        long expiresAt = ExpiryTime.After(Access.Session.Options.TimeProvider, timeToLive);
        return Access.Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(key, expiresAt, cancellationToken));
    }

    /// <summary>Lets an object expire at a time, or never.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">The time; one that has passed removes the object. Null lets the object stay.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    public ValueTask<StoreResult> SetExpiryAsync(TKey key, DateTimeOffset? expiresAt, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(key, ExpiryTime.Of(expiresAt), cancellationToken));
}
