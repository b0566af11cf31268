namespace Mooncake.Buffers;

/// <summary>Waiters in the order of their arrival. Protected by the pool's gate.</summary>
internal sealed class RentQueue
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private RentWaiter? _tail;
    private long _failedAt;

    /// <summary>The waiter that is served next.</summary>
    internal RentWaiter? Head { get; private set; }

    /// <summary>Number of waiters.</summary>
    internal int Count { get; private set; }

    /// <summary>Why the pool stopped growing for this queue, or null if it has not.</summary>
    internal StoreError? GrowthFailure { get; private set; }

    /// <summary>Adds a waiter at the end.</summary>
    internal void Enqueue(RentWaiter waiter)
    {
        waiter.Queue = this;
        waiter.Previous = _tail;
        waiter.Next = null;
        if (_tail is null)
        {
            Head = waiter;
        }
        else
        {
            _tail.Next = waiter;
        }

        _tail = waiter;
        Count++;
    }

    /// <summary>Removes a waiter from any position.</summary>
    internal void Remove(RentWaiter waiter)
    {
        if (waiter.Previous is null)
        {
            Head = waiter.Next;
        }
        else
        {
            waiter.Previous.Next = waiter.Next;
        }

        if (waiter.Next is null)
        {
            _tail = waiter.Previous;
        }
        else
        {
            waiter.Next.Previous = waiter.Previous;
        }

        waiter.Queue = null;
        waiter.Previous = null;
        waiter.Next = null;
        Count--;
    }

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
