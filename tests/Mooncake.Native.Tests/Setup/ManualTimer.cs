namespace Mooncake.Native.Tests.Setup;

/// <summary>A clock whose timers fire when the test says so.</summary>
internal sealed class ManualTimer : TimeProvider
{
    private readonly List<Timer> _timers = [];

    /// <summary>Every timer's time has come.</summary>
    internal void FireAll() => _timers.ForEach(timer => timer.Fire());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(callback, state);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        internal void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
