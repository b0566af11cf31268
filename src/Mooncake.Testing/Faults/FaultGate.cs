using System.Diagnostics;

namespace Mooncake.Testing;

/// <summary>
/// Holds calls until a test releases them, and reports how many it holds: the way to test order, deadlines and hung calls without sleeping.
/// Closed initially. Thread-safe.
/// </summary>
public sealed class FaultGate
{
    // An object, not a Lock: waiting needs Monitor's wait and pulse.
    private readonly object _sync = new();
    private bool _isOpen;
    private long _releases;
    private int _waiting;

    /// <summary>True if calls pass without waiting.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_sync)
            {
                return _isOpen;
            }
        }
    }

    /// <summary>The number of calls that it holds now.</summary>
    public int Waiting
    {
        get
        {
            lock (_sync)
            {
                return _waiting;
            }
        }
    }

    /// <summary>Releases all waiting calls, and lets all later ones pass.</summary>
    public void Open()
    {
        lock (_sync)
        {
            _isOpen = true;
            LetGo();
        }
    }

    /// <summary>Holds all calls from now on.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _isOpen = false;
        }
    }

    /// <summary>Releases the waiting calls; later ones are still held.</summary>
    public void ReleaseWaiting()
    {
        lock (_sync)
        {
            LetGo();
        }
    }

    /// <summary>Blocks until the gate holds calls.</summary>
    /// <param name="count">The minimum number.</param>
    /// <param name="timeout">The time limit, in real time.</param>
    /// <returns>True if it holds that many; false if <paramref name="timeout"/> passed first.</returns>
    public bool WaitForWaiting(int count, TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_sync)
        {
            while (_waiting < count)
            {
                TimeSpan left = timeout - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_sync, left))
                {
                    return _waiting >= count;
                }
            }

            return true;
        }
    }

    /// <summary>Blocks the calling thread until the gate opens or releases it.</summary>
    public void Pass() => Pass(static () => false);

    /// <summary>Blocks the calling thread until the gate opens or releases it, or a condition holds.</summary>
    /// <param name="isCancelled">The condition; checked when <see cref="Wake"/> is called.</param>
    /// <returns>False if the condition ended the wait.</returns>
    internal bool Pass(Func<bool> isCancelled)
    {
        lock (_sync)
        {
            if (_isOpen)
            {
                return true;
            }

            long releases = _releases;
            _waiting++;
            Monitor.PulseAll(_sync);
            while (releases == _releases)
            {
                if (isCancelled())
                {
                    _waiting--;
                    return false;
                }

                Monitor.Wait(_sync);
            }

            return true;
        }
    }

    /// <summary>Makes the waiting calls check their conditions again.</summary>
    internal void Wake()
    {
        lock (_sync)
        {
            Monitor.PulseAll(_sync);
        }
    }

    // They are no longer held from here on, though their threads have yet to wake: a test that waits for the next call must not find these,
    // and a gate that is closed again must not hold them.
    private void LetGo()
    {
        _releases++;
        _waiting = 0;
        Monitor.PulseAll(_sync);
    }
}
