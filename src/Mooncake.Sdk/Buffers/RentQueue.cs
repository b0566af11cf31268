namespace Mooncake.Buffers;

/// <summary>Waiters in the order of their arrival. Protected by the pool's gate.</summary>
internal sealed class RentQueue
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private long _failedAt;

    /// <summary>The waiters.</summary>
    internal LinkedList<RentWaiter> Waiters { get; } = new();

    /// <summary>The waiter that is served next.</summary>
    internal RentWaiter? Head => Waiters.First?.Value;

    /// <summary>Why the pool stopped growing for this queue, or null if it has not.</summary>
    internal StoreError? GrowthFailure { get; private set; }

    /// <summary>Records how an attempt to grow ended.</summary>
    /// <param name="error">Why it failed, or null.</param>
    /// <param name="time">The clock.</param>
    internal void SetFailure(StoreError? error, TimeProvider time)
    {
        GrowthFailure = error;
        _failedAt = time.GetTimestamp();
    }

    /// <summary>Allows the pool to grow again if the last failure is a second old.</summary>
    /// <param name="time">The clock.</param>
    internal void ForgetOldFailure(TimeProvider time)
    {
        if (GrowthFailure is not null && time.GetElapsedTime(_failedAt) >= RetryAfter)
        {
            GrowthFailure = null;
        }
    }
}
