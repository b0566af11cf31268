namespace Mooncake.Buffers;

/// <summary>Deadlines as timestamps of a <see cref="TimeProvider"/>; <see cref="long.MaxValue"/> is never.</summary>
internal static class Timestamps
{
    /// <summary>The timestamp after a time from now.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">0 or more, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    internal static long After(TimeProvider time, TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return long.MaxValue;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        Int128 deadline = time.GetTimestamp() + ((Int128)limit.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond);
        return deadline > long.MaxValue ? long.MaxValue : (long)deadline;
    }

    /// <summary>
    /// A duration in ticks of the clock: at least one, and so far below the type's maximum that a deadline never overflows.
    /// </summary>
    internal static long TicksOf(TimeProvider time, TimeSpan duration) =>
        (long)Math.Clamp(duration.TotalSeconds * time.TimestampFrequency, 1, long.MaxValue / 4);

    /// <summary>
    /// The time until a deadline, for timers and waits: whole milliseconds, rounded up so that none wakes early; 0 if it has passed;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    internal static TimeSpan Until(TimeProvider time, long deadline)
    {
        if (deadline == long.MaxValue)
        {
            return Timeout.InfiniteTimeSpan;
        }

        Int128 remaining = (Int128)deadline - time.GetTimestamp();
        if (remaining <= 0)
        {
            return TimeSpan.Zero;
        }

        Int128 milliseconds = ((remaining * 1000) + time.TimestampFrequency - 1) / time.TimestampFrequency;
        return TimeSpan.FromMilliseconds(milliseconds > int.MaxValue ? int.MaxValue : (long)milliseconds);
    }
}
