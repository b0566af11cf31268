namespace Mooncake.Cli.Monitoring;

/// <summary>Takes figures at an interval and keeps the last ones. Thread-safe.</summary>
internal sealed class LiveSampler : IAsyncDisposable
{
    /// <summary>How many intervals are kept: five minutes of seconds.</summary>
    internal const int Kept = 300;

    private readonly IFiguresSource _source;
    private readonly Queue<LiveFigures> _figures = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly string _runId = Guid.NewGuid().ToString("N");
    private readonly Task _sampling;

    /// <summary>Begins.</summary>
    /// <param name="source">The source.</param>
    /// <param name="interval">The interval, at least a millisecond.</param>
    /// <param name="clock">The clock of the interval.</param>
    internal LiveSampler(IFiguresSource source, TimeSpan interval, TimeProvider clock)
    {
        _source = source;
        _timer = new PeriodicTimer(interval, clock);
        _sampling = SampleAsync();
    }

    /// <summary>The kept figures after an interval.</summary>
    /// <param name="sequence">The interval's number; 0 for all.</param>
    internal LiveHistory After(long sequence)
    {
        lock (_lock)
        {
            return new LiveHistory(
                _source.Engine, _runId, _timer.Period.TotalSeconds, [.. _figures.Where(figures => figures.Sequence > sequence)]);
        }
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _timer.Dispose();
        await _sampling;
        _stop.Dispose();
    }

    private async Task SampleAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_stop.Token))
            {
                LiveFigures figures = await _source.NextAsync(_stop.Token);
                lock (_lock)
                {
                    _figures.Enqueue(figures);
                    if (_figures.Count > Kept)
                    {
                        _figures.Dequeue();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
