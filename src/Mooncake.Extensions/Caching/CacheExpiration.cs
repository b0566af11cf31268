using Microsoft.Extensions.Caching.Distributed;

namespace Mooncake.Caching;

/// <summary>When an entry expires.</summary>
/// <param name="At">When it expires in any case, in milliseconds since 1970-01-01 UTC; 0 for never.</param>
/// <param name="Window">How long it lasts without being used, in milliseconds; 0 if that does not matter.</param>
internal readonly record struct CacheExpiration(long At, long Window)
{
    /// <summary>The longest time to live that is stored: a thousand years, so that no sum overflows.</summary>
    private const long Longest = 1000L * 365 * 24 * 60 * 60 * 1000;

    /// <summary>The smallest part of its window after which the use of a sliding entry is recorded: a quarter.</summary>
    internal long TouchAfter => Window / 4;

    /// <summary>Reads the caller's options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="now">The time, in milliseconds since 1970-01-01 UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The absolute expiration is not in the future.</exception>
    internal static CacheExpiration Of(DistributedCacheEntryOptions options, long now)
    {
        long at = 0;
        if (options.AbsoluteExpirationRelativeToNow is { } relative)
        {
            at = now + Milliseconds(relative);
        }
        else if (options.AbsoluteExpiration is { } absolute)
        {
            at = absolute.ToUnixTimeMilliseconds();
            if (at <= now)
            {
                throw new ArgumentOutOfRangeException(nameof(options), absolute, "The absolute expiration must be in the future.");
            }
        }

        return new CacheExpiration(at, options.SlidingExpiration is { } sliding ? Milliseconds(sliding) : 0);
    }

    /// <summary>The time to live of an entry that is stored or used now; null for no limit.</summary>
    /// <param name="now">The time, in milliseconds since 1970-01-01 UTC.</param>
    internal TimeSpan? TimeToLive(long now)
    {
        long absolute = At == 0 ? long.MaxValue : Math.Max(At - now, 1);
        long sliding = Window == 0 ? long.MaxValue : Window;
        long least = Math.Min(absolute, sliding);
        return least == long.MaxValue ? null : TimeSpan.FromMilliseconds(least);
    }

    /// <summary>True if the absolute expiration has passed.</summary>
    /// <param name="now">The time, in milliseconds since 1970-01-01 UTC.</param>
    internal bool HasPassed(long now) => At != 0 && now >= At;

    private static long Milliseconds(TimeSpan time) => Math.Clamp((long)Math.Ceiling(time.TotalMilliseconds), 1, Longest);
}
