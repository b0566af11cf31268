namespace Mooncake.Durable.Tests.Support;

/// <summary>A clock that can be set back and forth, as that of a computer; its timestamps and timers go on.</summary>
/// <param name="inner">The clock behind it.</param>
internal sealed class ShiftedTime(TimeProvider inner) : TimeProvider
{
    internal TimeSpan Shift { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Shift;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
