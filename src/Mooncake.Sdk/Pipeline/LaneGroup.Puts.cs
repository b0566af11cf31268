namespace Mooncake.Pipeline;

/// <summary>
/// Puts of one key: the store is asked for one at a time, in the order in which they came, whichever lanes of whichever group carry them.
/// </summary>
/// <remarks>
/// A put has the turn of its key from when it is queued until the pipeline lets go of it, pauses between its tries included; or until its
/// deadline has passed, since a native call that hangs must not hold back its key for ever. A caller that cancels ends no native call, so the
/// turn goes on. What is held back stands in no queue: a lane never has to look past it, and the thread that ends a turn finds a lane for the next.
/// </remarks>
internal sealed partial class LaneGroup
{
    private CallList _held;

    private void HoldLocked(PendingCall put)
    {
        put.Arrival = ++_arrivals;
        put.Place = CallPlace.HeldBack;
        _held.Append(put);
    }

    /// <summary>Ends the turn of a put, and queues the one that was held back by it. Harmless for all other calls.</summary>
    /// <param name="call">The call, of this or of another group.</param>
    /// <param name="served">The group whose queues the caller looks into under this lock, so that no lane has to be woken; or null.</param>
    private void EndTurnLocked(PendingCall call, LaneGroup? served = null)
    {
        if (_context.Puts.End(call) is not { } next)
        {
            return;
        }

        LaneGroup group = next.Group!;
        group.QueueHeldLocked(next);
        if (group != served)
        {
            group.FindLaneLocked()?.Wake();
        }
    }

    /// <summary>Queues a put that was held back, even if the queues are full: it has waited for its place already.</summary>
    private void QueueHeldLocked(PendingCall put)
    {
        _held.Remove(put);
        put.Place = CallPlace.Queued;
        _queued++;

        // In front only of those that came later, so that nobody waits for ever; where its place is further back, looking for it could take long.
        ref CallList queue = ref _queues[(int)put.Kind];
        if (queue.First is { } oldest && put.Arrival < oldest.Arrival)
        {
            queue.Prepend(put);
        }
        else
        {
            queue.Append(put);
        }
    }
}
