namespace Mooncake.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>. Its fields are guarded by the provider's lock.</summary>
internal sealed class ManualTimer : ITimer
{
    /// <summary>Earlier due time first; of one due time, the one that was armed first.</summary>
    internal static readonly IComparer<ManualTimer> DueOrder = Comparer<ManualTimer>.Create(static (x, y) =>
    {
        int byDue = x.Due.CompareTo(y.Due);
        return byDue != 0 ? byDue : x.Sequence.CompareTo(y.Sequence);
    });

    private readonly ManualTimeProvider _provider;
    private readonly TimerCallback _callback;
    private readonly object? _state;

    /// <summary>Creates a timer that is not armed.</summary>
    /// <param name="provider">The clock.</param>
    /// <param name="callback">The callback.</param>
    /// <param name="state">The state for the callback.</param>
    internal ManualTimer(ManualTimeProvider provider, TimerCallback callback, object? state)
    {
        _provider = provider;
        _callback = callback;
        _state = state;
    }

    /// <summary>When it fires, counted from the clock's start.</summary>
    internal TimeSpan Due { get; set; }

    /// <summary>Time between firings; zero or infinite for a single one.</summary>
    internal TimeSpan Period { get; set; }

    /// <summary>Distinguishes timers with the same due time.</summary>
    internal long Sequence { get; set; }

    /// <summary>True once it cannot be armed again.</summary>
    internal bool IsDisposed { get; set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        RequireTimeOrInfinite(dueTime, nameof(dueTime));
        RequireTimeOrInfinite(period, nameof(period));
        return _provider.Arm(this, dueTime, period, dispose: false);
    }

    /// <summary>Disarms it permanently. Does not wait for a callback that is running on another thread.</summary>
    public void Dispose() => _provider.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, dispose: true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Calls the callback, on the calling thread.</summary>
    internal void Fire() => _callback(_state);

    private static void RequireTimeOrInfinite(TimeSpan time, string parameter)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                parameter, time, "A timer's time must not be negative, except for Timeout.InfiniteTimeSpan.");
        }
    }
}
