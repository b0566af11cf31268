namespace Mooncake.Durable.Tests.Support;

/// <summary>A clock that counts how often its timers are started.</summary>
/// <param name="inner">The clock behind it.</param>
internal sealed class TimerCounter(TimeProvider inner) : TimeProvider
{
    private int _started;

    internal int Started => Volatile.Read(ref _started);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Count(dueTime);
        return new Timer(this, inner.CreateTimer(callback, state, dueTime, period));
    }

    private void Count(TimeSpan dueTime) => _ = dueTime == Timeout.InfiniteTimeSpan ? 0 : Interlocked.Increment(ref _started);

    private sealed class Timer(TimerCounter counter, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            counter.Count(dueTime);
            return inner.Change(dueTime, period);
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
