namespace Mooncake.Embedded.Clusters;

/// <summary>Monotonic time in ticks of its own unit, as cheap as a read can afford.</summary>
/// <remarks>
/// The system's clock is read in milliseconds; leases need no finer time. Every other provider is asked for its timestamp each
/// time, so that a controlled clock is followed exactly.
/// </remarks>
internal sealed class ClusterClock
{
    private readonly TimeProvider? _provider;
    private readonly double _ticksPerSecond;

    /// <summary>Reads the given provider.</summary>
    internal ClusterClock(TimeProvider provider)
    {
        _provider = ReferenceEquals(provider, TimeProvider.System) ? null : provider;
        _ticksPerSecond = _provider?.TimestampFrequency ?? 1000;
        GrantDelay = _provider is null ? CoarseClock.TickMilliseconds : 0;
    }

    /// <summary>The present, in ticks from an arbitrary start.</summary>
    internal long Now => _provider is null ? Environment.TickCount64 : _provider.GetTimestamp();

    /// <summary>The present for granting a lease: up to <see cref="GrantDelay"/> behind <see cref="Now"/>.</summary>
    internal long NowForGrant => _provider is null ? CoarseClock.Now : _provider.GetTimestamp();

    /// <summary>By how many ticks <see cref="NowForGrant"/> may be late; a lease is so much longer than asked for.</summary>
    internal long GrantDelay { get; }

    /// <summary>A duration in ticks, rounded up: never shorter than asked for.</summary>
    internal long ToTicks(TimeSpan duration) => (long)Math.Min(Math.Ceiling(duration.TotalSeconds * _ticksPerSecond), long.MaxValue / 4);
}
