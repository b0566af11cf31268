namespace Mooncake.Pipeline;

/// <summary>
/// Circuit breaker: distinguishes an unreachable master from a single failed call. After several consecutive failed calls, or if no call
/// has returned for too long, operations fail immediately until a probe succeeds. Thread-safe.
/// </summary>
/// <remarks>
/// While the master is unreachable, every call takes seconds; without this, a lane would spend them on each call of a long queue.
/// </remarks>
internal sealed class Circuit
{
    private readonly int _threshold;
    private readonly Action _changed;
    private int _failures;
    private int _isOpen;

    /// <summary>Creates a closed circuit.</summary>
    /// <param name="threshold">The number of consecutive failed calls after which it opens.</param>
    /// <param name="changed">
    /// Called after each change, on the thread that detected it; must not throw. Changes in close succession may be reported in any order:
    /// <see cref="IsOpen"/> is authoritative.
    /// </param>
    internal Circuit(int threshold, Action changed)
    {
        _threshold = threshold;
        _changed = changed;
    }

    /// <summary>True while operations fail immediately.</summary>
    internal bool IsOpen => Volatile.Read(ref _isOpen) != 0;

    /// <summary>Records the outcome of a call.</summary>
    /// <param name="answers">The return codes of its items; empty if it says nothing about the master.</param>
    internal void Report(ReadOnlySpan<long> answers)
    {
        if (answers.IsEmpty)
        {
            return;
        }

        foreach (long answer in answers)
        {
            if (!SaysGone(answer))
            {
                Close();
                return;
            }
        }

        if (Interlocked.Increment(ref _failures) >= _threshold && TryTrip())
        {
            _changed();
        }
    }

    /// <summary>Opens the circuit; the caller of this method notifies of the change.</summary>
    /// <returns>False if it was open.</returns>
    internal bool TryTrip() => Interlocked.Exchange(ref _isOpen, 1) == 0;

    /// <summary>True if a return code of the backend means that the master did not respond.</summary>
    internal static bool SaysGone(long answer) => answer is (int)StoreErrorCode.RpcFail or (int)StoreErrorCode.RpcTimeout;

    private void Close()
    {
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }

        if (IsOpen && Interlocked.Exchange(ref _isOpen, 0) != 0)
        {
            _changed();
        }
    }
}
