using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Time;

public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Clock_NotAdvanced_StandsStill()
    {
        Assert.Equal(_clock.GetUtcNow(), _clock.GetUtcNow());
        Assert.Equal(_clock.GetTimestamp(), _clock.GetTimestamp());
    }

    [Fact]
    public void Advance_MovesBothClocks_ByTheSame()
    {
        DateTimeOffset start = new(2030, 5, 6, 7, 8, 9, TimeSpan.FromHours(2));
        ManualTimeProvider clock = new(start);
        long timestamp = clock.GetTimestamp();
        clock.Advance(Second);

        Assert.Equal(start + Second, clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        Assert.Equal(Second, clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void Advance_Negative_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Timers_OfOneMove_FireInDueOrderAtTheirTimes()
    {
        using ITimer late = Timer("late", 3 * Second);
        using ITimer early = Timer("early", Second);
        using ITimer alsoEarly = Timer("also early", Second);
        using ITimer never = Timer("never", 5 * Second);
        _clock.Advance(4 * Second);

        Assert.Equal(["early@1", "also early@1", "late@3"], _fired);
        Assert.Equal(4 * Second, _clock.Elapsed);
    }

    [Fact]
    public void Timer_Fires_OnTheAdvancingThread()
    {
        int thread = 0;
        using ITimer timer = _clock.CreateTimer(_ => thread = Environment.CurrentManagedThreadId, null, Second, Timeout.InfiniteTimeSpan);
        _clock.Advance(Second);

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Timer_Periodic_FiresOncePerPeriod()
    {
        using ITimer timer = Timer("tick", Second, 2 * Second);
        _clock.Advance(6 * Second);

        Assert.Equal(["tick@1", "tick@3", "tick@5"], _fired);
        Assert.Equal(1, _clock.ArmedTimers);
    }

    [Fact]
    public void Timer_DueNow_FiresOnTheNextMove()
    {
        using ITimer timer = Timer("now", TimeSpan.Zero);
        Assert.Empty(_fired);

        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(["now@0"], _fired);
    }

    [Fact]
    public void Timer_Changed_FollowsTheNewTimes()
    {
        using ITimer timer = Timer("t", Second);
        Assert.True(timer.Change(3 * Second, Timeout.InfiniteTimeSpan));
        _clock.Advance(2 * Second);
        Assert.Empty(_fired);

        _clock.Advance(Second);
        Assert.Equal(["t@3"], _fired);
    }

    [Fact]
    public void Timer_ChangedToInfinite_NeverFires()
    {
        using ITimer timer = Timer("t", Second, Second);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(10 * Second);

        Assert.Empty(_fired);
    }

    [Fact]
    public void Timer_Disposed_NeitherFiresNorChanges()
    {
        ITimer timer = Timer("t", Second);
        timer.Dispose();
        _clock.Advance(Second);

        Assert.Empty(_fired);
        Assert.False(timer.Change(Second, Second));
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void Timer_DisposedInItsCallback_EndsItsPeriod()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(_ => { _fired.Add("t"); timer!.Dispose(); }, null, Second, Second);
        _clock.Advance(5 * Second);

        Assert.Equal(["t"], _fired);
    }

    [Fact]
    public void Timer_ArmedInACallback_FiresInTheSameMove()
    {
        using ITimer outer = _clock.CreateTimer(_ => Timer("inner", Second), null, Second, Timeout.InfiniteTimeSpan);
        _clock.Advance(2 * Second);

        Assert.Equal(["inner@2"], _fired);
    }

    [Fact]
    public void Advance_InACallback_AddsToTheMove()
    {
        using ITimer outer = _clock.CreateTimer(_ => _clock.Advance(Second), null, Second, Timeout.InfiniteTimeSpan);
        using ITimer after = Timer("after", 3 * Second);
        _clock.Advance(2 * Second);

        Assert.Equal(3 * Second, _clock.Elapsed);
        Assert.Equal(["after@3"], _fired);
    }

    [Fact]
    public void Advance_CallbackThrows_PassesItOnAndKeepsTheOtherTimers()
    {
        using ITimer bad = _clock.CreateTimer(_ => throw new InvalidOperationException("bad"), null, Second, Timeout.InfiniteTimeSpan);
        using ITimer good = Timer("good", 2 * Second);

        Assert.Throws<InvalidOperationException>(() => _clock.Advance(3 * Second));
        Assert.Equal(Second, _clock.Elapsed);
        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(["good@2"], _fired);
        Assert.Equal(3 * Second, _clock.Elapsed);
    }

    [Fact]
    public void Advance_OnManyThreads_MovesByTheSum()
    {
        CallThread<bool>[] threads = [.. Enumerable.Range(0, 4).Select(_ => new CallThread<bool>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            return true;
        }))];

        Assert.All(threads, static thread => thread.Answer());
        Assert.Equal(4 * Second, _clock.Elapsed);
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWithTheMove()
    {
        Task delay = Task.Delay(Second, _clock, TestContext.Current.CancellationToken);
        Assert.False(delay.IsCompleted);

        _clock.Advance(Second);
        await delay;
    }

    [Fact]
    public void WaitForTimers_AnotherThreadArmsOne_ReturnsTrue()
    {
        CallThread<ITimer> thread = new(() => Timer("t", Second));
        Assert.True(_clock.WaitForTimers(1, CallThread<ITimer>.Patience));
        thread.Answer().Dispose();
    }

    [Fact]
    public void WaitForTimers_NoneArmed_ReturnsFalse() => Assert.False(_clock.WaitForTimers(1, TimeSpan.Zero));

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) =>
        _clock.CreateTimer(
            state => _fired.Add($"{state}@{_clock.Elapsed.TotalSeconds}"), name, due, period ?? Timeout.InfiniteTimeSpan);
}
