namespace Mooncake.Pipeline;

/// <summary>
/// Tells a master that is gone from a call that failed: after some failed calls in a row, or when no call has returned for too long, operations
/// fail at once until a probe is answered. Thread-safe.
/// </summary>
/// <remarks>With the master gone every call costs seconds; without this, a lane would spend them on each call of a long queue.</remarks>
internal sealed class Circuit
{
    private readonly int _threshold;
    private readonly Action _changed;
    private int _failures;
    private int _isOpen;

    /// <summary>Creates a closed circuit.</summary>
    /// <param name="threshold">After how many failed calls in a row it opens.</param>
    /// <param name="changed">
    /// Called after each change, on the thread that found out; throws nothing. Changes that follow each other closely may be told of in any
    /// order: what holds is <see cref="IsOpen"/>.
    /// </param>
    internal Circuit(int threshold, Action changed)
    {
        _threshold = threshold;
        _changed = changed;
    }

    /// <summary>True while operations fail at once.</summary>
    internal bool IsOpen => Volatile.Read(ref _isOpen) != 0;

    /// <summary>Learns from a call.</summary>
    /// <param name="answers">The answers of its items; none if it says nothing about the master.</param>
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

    /// <summary>Opens the circuit, and leaves it to the caller to tell of the change.</summary>
    /// <returns>False if it was open.</returns>
    internal bool TryTrip() => Interlocked.Exchange(ref _isOpen, 1) == 0;

    /// <summary>True if an answer of the backend says that the master did not answer.</summary>
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
