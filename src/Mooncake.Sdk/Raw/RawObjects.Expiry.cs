using Mooncake.Operations;
using Mooncake.Raw;

namespace Mooncake;

public sealed partial class RawObjects
{
    /// <summary>Gets the time at which an object expires. Grants no lease.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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

    /// <summary>Sets the time after which an object expires. <see cref="PutOptions.TimeToLive"/> does the same for a put.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">The time to live, counted from now; above zero.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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

    /// <summary>Sets the time at which an object expires, or makes it never expire.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">The time; a time in the past removes the object. Null: the object does not expire.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, missing, or failed: on a cluster with <see cref="StoreErrorCode.EngineLacksCapability"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public ValueTask<StoreResult> SetExpiryAsync(string key, DateTimeOffset? expiresAt, CancellationToken cancellationToken = default)
    {
        RawKey raw = RawKey.Of(key);
        return Observe(StoreOperation.SetExpiry).End(Access.Queries.SetExpiryAsync(raw, ExpiryTime.Of(expiresAt), cancellationToken));
    }
}
