namespace Mooncake.Llm.Prefixes;

/// <summary>Time limits as the timers of .NET take them.</summary>
internal static class TimeLimits
{
    /// <summary>About 49 days, the longest time of a timer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Checks a limit. One that is longer than a timer runs becomes none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    internal static TimeSpan Of(TimeSpan limit)
    {
        if (limit != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        }

        return limit > Longest ? Timeout.InfiniteTimeSpan : limit;
    }
}
