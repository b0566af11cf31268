using Mooncake.Backends;

namespace Mooncake.Operations;

/// <summary>Expiry times in the form of the engine contract: milliseconds since 1970-01-01 UTC.</summary>
internal static class ExpiryTime
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The end of a time to live that starts now: never too early, and not after the year 9999.</summary>
    /// <param name="clock">The session's clock.</param>
    /// <param name="timeToLive">Above zero.</param>
    internal static long After(TimeProvider clock, TimeSpan timeToLive)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Math.Min(Latest, now + (long)Math.Ceiling(timeToLive.TotalMilliseconds));
    }

    /// <summary>A caller's time, rounded up to a millisecond. A time that engines cannot represent counts as passed.</summary>
    /// <param name="expiresAt">The time, or null for none.</param>
    internal static long Of(DateTimeOffset? expiresAt) => expiresAt is not { } time ? ObjectExpiry.Never
        : Math.Max(
            1, (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);

    /// <summary>An engine's time.</summary>
    /// <param name="expiresAt">Milliseconds, or <see cref="ObjectExpiry.Never"/>.</param>
    internal static DateTimeOffset? Of(long expiresAt) =>
        expiresAt == ObjectExpiry.Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Latest, expiresAt));
}
