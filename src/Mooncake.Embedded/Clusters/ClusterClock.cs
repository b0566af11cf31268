namespace Mooncake.Embedded.Clusters;

/// <summary>Monotonic time in its own unit, as cheap as a read requires.</summary>
/// <remarks>
/// The system's clock is read in milliseconds; leases need no finer time. Every other provider is read each time, so that a manual clock is
/// followed exactly.
/// </remarks>
internal sealed class ClusterClock
{
    private readonly TimeProvider? _provider;
    private readonly double _ticksPerSecond;

    /// <summary>Creates a clock for a provider.</summary>
    internal ClusterClock(TimeProvider provider)
    {
        _provider = ReferenceEquals(provider, TimeProvider.System) ? null : provider;
        _ticksPerSecond = _provider?.TimestampFrequency ?? 1000;
        GrantDelay = _provider is null ? CoarseClock.TickMilliseconds : 0;
    }

    /// <summary>The current time, in ticks from an arbitrary start.</summary>
    internal long Now => _provider is null ? Environment.TickCount64 : _provider.GetTimestamp();

    /// <summary>The current time for granting a lease: up to <see cref="GrantDelay"/> earlier than <see cref="Now"/>.</summary>
    internal long NowForGrant => _provider is null ? CoarseClock.Now : _provider.GetTimestamp();

    /// <summary>The maximum delay of <see cref="NowForGrant"/> in ticks; a lease is longer than requested by this time.</summary>
    internal long GrantDelay { get; }

    /// <summary>A duration in ticks, rounded up: never shorter than requested.</summary>
    internal long ToTicks(TimeSpan duration) => (long)Math.Min(Math.Ceiling(duration.TotalSeconds * _ticksPerSecond), long.MaxValue / 4);
}
