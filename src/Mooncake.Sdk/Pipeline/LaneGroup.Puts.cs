namespace Mooncake.Pipeline;

/// <summary>
/// Puts of one key: they are sent to the store one at a time, in the order of their arrival, on any lane of any group.
/// </summary>
/// <remarks>
/// A put has the turn of its key from when it is queued until the pipeline releases it, including pauses between attempts; or until its
/// deadline has passed, because a hung native call must not block its key forever. A caller that cancels does not end a native call, so the
/// turn continues. Puts that must wait are in no queue: a lane never has to skip them, and the thread that ends a turn finds a lane for the
/// next.
/// </remarks>
internal sealed partial class LaneGroup
{
    private readonly LinkedList<PendingCall> _held = new();

    private void HoldLocked(PendingCall put)
    {
        put.Arrival = ++_arrivals;
        put.Place = CallState.HeldBack;
        _held.AddLast(put.InQueue);
    }

    /// <summary>Ends the turn of a put, and queues the next one of its key. Harmless for all other calls.</summary>
    /// <param name="call">The call, of this or of another group.</param>
    /// <param name="served">The group whose queues the caller checks under this lock, so that no lane must be woken; or null.</param>
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

    /// <summary>Queues a put whose turn has come, even if the queues are full: it has already waited for its place.</summary>
    private void QueueHeldLocked(PendingCall put)
    {
        _held.Remove(put.InQueue);
        put.Place = CallState.Queued;
        _queued++;

        // Only ahead of those that arrived later, so that none waits forever; if its place is further back, finding it could take long.
        LinkedList<PendingCall> queue = _queues[(int)put.Kind];
        if (queue.First is { Value: var oldest } && put.Arrival < oldest.Arrival)
        {
            queue.AddFirst(put.InQueue);
        }
        else
        {
            queue.AddLast(put.InQueue);
        }
    }
}
