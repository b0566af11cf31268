namespace Mooncake.Buffers;

/// <summary>
/// The waiters that this thread has settled and not yet completed. A waiter is settled while the gate is held, and completed after it was
/// released: a continuation must never run while the gate is held.
/// </summary>
internal static class SettledWaiters
{
    [ThreadStatic]
    private static Queue<RentWaiter>? _waiting;

    [ThreadStatic]
    private static bool _isAnswering;

    /// <summary>
    /// Removes a waiter from its queue and settles it with a block, an error or, with neither, its cancellation. The caller holds the gate.
    /// </summary>
    internal static void Settle(RentWaiter waiter, BlockRef granted, StoreError? refused)
    {
        waiter.InQueue.List!.Remove(waiter.InQueue);
        waiter.Granted = granted;
        waiter.Refused = refused;
        if (!waiter.IsProbe)
        {
            (_waiting ??= new Queue<RentWaiter>()).Enqueue(waiter);
        }
    }

    /// <summary>Completes the waiters, in the order in which they were settled. The caller does not hold the gate.</summary>
    /// <remarks>
    /// A receiver whose own caller has left returns its buffer immediately, which may settle the next one, and so on. Waiters are completed
    /// one after the other, not recursively.
    /// </remarks>
    internal static void Publish()
    {
        if (_waiting is not { Count: > 0 } waiting || _isAnswering)
        {
            return;
        }

        _isAnswering = true;
        try
        {
            while (waiting.TryDequeue(out RentWaiter? waiter))
            {
                waiter.Publish();
            }
        }
        finally
        {
            _isAnswering = false;
        }
    }
}
