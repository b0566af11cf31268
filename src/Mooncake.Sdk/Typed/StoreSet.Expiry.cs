using Mooncake.Operations;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>Gets the time at which an object expires. Grants no lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the time, or with null if the object does not expire; missing; or failed: on a cluster with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    public ValueTask<StoreResult<DateTimeOffset?>> GetExpiryAsync(TKey key, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.GetExpiry).End(Access.Queries.GetExpiryAsync(key, cancellationToken));

    /// <summary>Sets the time after which an object expires. <see cref="PutOptions.TimeToLive"/> does the same for a put.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">The time to live, counted from now; above zero.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeToLive"/> is zero or negative.</exception>
    public ValueTask<StoreResult> SetExpiryAsync(TKey key, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        long expiresAt = ExpiryTime.After(Access.Session.Options.TimeProvider, timeToLive);
        return Access.Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(key, expiresAt, cancellationToken));
    }

    /// <summary>Sets the time at which an object expires, or makes it never expire.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">The time; a time in the past removes the object. Null: the object does not expire.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    public ValueTask<StoreResult> SetExpiryAsync(TKey key, DateTimeOffset? expiresAt, CancellationToken cancellationToken = default) =>
        Access.Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(key, ExpiryTime.Of(expiresAt), cancellationToken));
}
