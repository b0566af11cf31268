using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Session;

/// <summary>The thread that wakes at deadlines, on clocks that behave badly.</summary>
public sealed class DeadlineThreadTests
{
    private const long Deadline = 15 * TimeSpan.TicksPerSecond;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_MovedWhileTheTimerIsArmed_WakesTheThreadOnTimeAllTheSame()
    {
        TreacherousClock clock = new(TimeSpan.FromTicks(Deadline - 1));
        using ManualResetEventSlim woken = new();
        DeadlineThread thread = new(clock, now =>
        {
            if (now < Deadline)
            {
                return Deadline;
            }

            woken.Set();
            return long.MaxValue;
        });

        // The clock moved by all but one tick after the thread had read it: a timer for the whole time would stand far too late.
        Assert.True(clock.Betrayed.Wait(PipelineStore.Patience, Stop));
        clock.Manual.Advance(TimeSpan.FromTicks(1));
        Assert.True(woken.Wait(PipelineStore.Patience, Stop));
        thread.Stop();
        await thread.Ended.WaitAsync(PipelineStore.Patience, Stop);
    }

    [Fact]
    public async Task Clock_NotTheSystemsThatRunsByItself_WakesTheThread()
    {
        RunningClock clock = new();
        using ManualResetEventSlim woken = new();
        long deadline = clock.GetTimestamp() + (clock.TimestampFrequency / 100);
        DeadlineThread thread = new(clock, now =>
        {
            if (now < deadline)
            {
                return deadline;
            }

            woken.Set();
            return long.MaxValue;
        });
        Assert.True(woken.Wait(PipelineStore.Patience, Stop));
        thread.Stop();
        await thread.Ended.WaitAsync(PipelineStore.Patience, Stop);
    }

    /// <summary>The system's clock under another name, so that it is taken for one of an unknown kind.</summary>
    private sealed class RunningClock : TimeProvider;

    /// <summary>A clock by hand that moves just when its first timer is being armed.</summary>
    private sealed class TreacherousClock(TimeSpan by) : TimeProvider
    {
        private int _betrayals;

        internal ManualTimeProvider Manual { get; } = new();

        internal ManualResetEventSlim Betrayed { get; } = new();

        public override long TimestampFrequency => Manual.TimestampFrequency;

        public override long GetTimestamp() => Manual.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(this, Manual.CreateTimer(callback, state, dueTime, period));

        private void Betray()
        {
            if (Interlocked.Increment(ref _betrayals) == 1)
            {
                Manual.Advance(by);
            }
        }

        private sealed class Timer(TreacherousClock clock, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                clock.Betray();
                bool isArmed = inner.Change(dueTime, period);
                clock.Betrayed.Set();
                return isArmed;
            }

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
