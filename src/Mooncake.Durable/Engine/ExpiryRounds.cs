namespace Mooncake.Durable.Engine;

/// <summary>
/// Reclaims expired objects of a store that is not written to: looks every second whether there are any, as long as objects have an expiry.
/// A sweep blocks on the disk, so it has a thread of its own.
/// </summary>
internal sealed class ExpiryRounds : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly StoreState _state;
    private readonly Func<bool> _sweep;
    private readonly ITimer _timer;
    private Thread? _sweeper;
    private bool _isSet;
    private bool _isClosed;

    /// <summary>Starts the rounds if objects have an expiry.</summary>
    /// <param name="state">What is known of the store in memory.</param>
    /// <param name="sweep">Removes a number of expired objects; false if there are no more, or if that failed.</param>
    internal ExpiryRounds(StoreState state, Func<bool> sweep)
    {
        _state = state;
        _sweep = sweep;
        _timer = state.TimeProvider.CreateTimer(
            static rounds => ((ExpiryRounds)rounds!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        KeepGoing();
    }

    /// <summary>
    /// Makes sure that rounds continue as long as objects have an expiry. Called after one was noted. A read-only store has no rounds.
    /// </summary>
    internal void KeepGoing()
    {
        if (_state.EarliestExpiry == long.MaxValue || _state.Options.IsReadOnly)
        {
            return;
        }

        // The expiry is written before the flag is read; Continue lowers the flag before it reads the expiry.
        Interlocked.MemoryBarrier();
        if (!Volatile.Read(ref _isSet))
        {
            lock (_gate)
            {
                _isSet = _isSet || (!_isClosed && _timer.Change(Round, Timeout.InfiniteTimeSpan));
            }
        }
    }

    /// <summary>Waits for the sweep under way, if there is one; for tests.</summary>
    internal void Join()
    {
        Thread? sweeper;
        lock (_gate)
        {
            sweeper = _sweeper;
        }

        sweeper?.Join();
    }

    /// <summary>Ends the rounds. Waits for the batch that a sweep is at.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _timer.Dispose();
        Join();
    }

    // Runs on a thread of the pool, which must not wait for a disk.
    private void Look()
    {
        if (_state.UtcNow < _state.EarliestExpiry || !TryStart())
        {
            Continue();
        }
    }

    private bool TryStart()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return true;
            }

            Thread sweeper = new(Sweep) { IsBackground = true, Name = "Mooncake durable expiry" };
            try
            {
                sweeper.UnsafeStart();
                _sweeper = sweeper;
                return true;
            }
            catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
            {
                // The next round tries again.
                return false;
            }
        }
    }

    private void Sweep()
    {
        try
        {
            while (!Volatile.Read(ref _isClosed) && _sweep())
            {
            }
        }
        catch (OutOfMemoryException)
        {
            // The exception of a thread ends the process. The next round goes on where this one stopped.
        }

        Continue();
    }

    private void Continue()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isSet, false);
            Interlocked.MemoryBarrier();
            _isSet = !_isClosed && _state.EarliestExpiry != long.MaxValue && _timer.Change(Round, Timeout.InfiniteTimeSpan);
        }
    }
}
