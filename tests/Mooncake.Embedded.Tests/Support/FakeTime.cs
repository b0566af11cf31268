namespace Mooncake.Embedded.Tests.Support;

/// <summary>A clock that stands still until it is told to move.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long _ticks = 1_000_000;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(20_000).AddTicks(GetTimestamp());

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
