using Mooncake.Operations;
using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>Gets the time from which on an object is missing. Grants no lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Found with the time, or with null if the object does not expire; missing; or failed: on a cluster with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult<DateTimeOffset?>> GetExpiryAsync(string key, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.GetExpiry).End(Access.Queries.GetExpiryAsync(raw, cancellationToken));
    }

    /// <summary>Lets an object expire after a time. <see cref="PutOptions.TimeToLive"/> does the same when it is stored.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">The time from now on, above zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeToLive"/> is zero or negative.</exception>
    public ValueTask<StoreResult> SetExpiryAsync(string key, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.SetExpiry).End(
            Access.Queries.SetExpiryAsync(raw, ExpiryTime.After(_session.Options.TimeProvider, timeToLive), cancellationToken));
    }

    /// <summary>Lets an object expire at a time, or never.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">The time; one that has passed removes the object. Null lets the object stay.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> SetExpiryAsync(string key, DateTimeOffset? expiresAt, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(raw, ExpiryTime.Of(expiresAt), cancellationToken));
    }
}
