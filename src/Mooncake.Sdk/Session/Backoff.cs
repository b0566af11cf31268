namespace Mooncake.Session;

/// <summary>Growing pauses with jitter, until the operation's timeout.</summary>
internal struct Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _limit;
    private TimeSpan _pause = First;

    /// <summary>Starts now.</summary>
    /// <param name="options">Whose clock and operation timeout hold.</param>
    internal Backoff(MooncakeStoreOptions options)
    {
        _time = options.TimeProvider;
        _start = _time.GetTimestamp();
        _limit = options.OperationTimeout;
    }

    /// <summary>Pauses.</summary>
    /// <returns>False if the timeout has no room for another pause; else true, after it.</returns>
    internal ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        // Half fixed, half random: callers that met the same obstacle do not come back together.
        TimeSpan pause = (_pause * 0.5) + (_pause * 0.5 * Random.Shared.NextDouble());
        _pause = _pause + _pause < Longest ? _pause + _pause : Longest;
        return pause < _limit - _time.GetElapsedTime(_start) ? DelayAsync(pause, _time, cancellationToken) : new ValueTask<bool>(false);
    }

    private static async ValueTask<bool> DelayAsync(TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
