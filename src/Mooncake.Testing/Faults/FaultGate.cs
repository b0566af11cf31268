using System.Diagnostics;

namespace Mooncake.Testing;

/// <summary>
/// Holds calls until a test lets them go, and tells the test how many it holds: the way to test order, deadlines and hung calls
/// without sleeping. Closed when made. Safe to use from many threads.
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

    /// <summary>The number of calls that it holds at this moment.</summary>
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

    /// <summary>Lets go all calls that wait, and lets all later ones pass.</summary>
    public void Open()
    {
        lock (_sync)
        {
            _isOpen = true;
            LetGo();
        }
    }

    /// <summary>Holds the calls that come from now on.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _isOpen = false;
        }
    }

    /// <summary>Lets go the calls that wait now; later ones are held as before.</summary>
    public void ReleaseWaiting()
    {
        lock (_sync)
        {
            LetGo();
        }
    }

    /// <summary>Blocks until the gate holds calls.</summary>
    /// <param name="count">How many, at least.</param>
    /// <param name="timeout">How long to wait, in real time.</param>
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
    /// <param name="isCancelled">The condition; looked at when <see cref="Wake"/> is called.</param>
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

    /// <summary>Makes the calls that wait look at their conditions again.</summary>
    internal void Wake()
    {
        lock (_sync)
        {
            Monitor.PulseAll(_sync);
        }
    }

    // They are no longer held from here on, though their threads have yet to wake: a test that looks for the next call must not find
    // these, and a gate that is closed again must not hold them.
    private void LetGo()
    {
        _releases++;
        _waiting = 0;
        Monitor.PulseAll(_sync);
    }
}
