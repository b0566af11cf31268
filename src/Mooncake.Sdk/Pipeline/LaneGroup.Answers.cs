namespace Mooncake.Pipeline;

/// <summary>Completion of calls without a lane: those that are cancelled, late, or no longer executed.</summary>
internal sealed partial class LaneGroup
{
    // By deadline, the earliest first. All operations of a store have one timeout, so a new call nearly always belongs at the end; a later
    // step of a batch belongs further ahead.
    private readonly LinkedList<PendingCall> _watched = new();

    /// <summary>The caller no longer waits: a call that no lane has taken is no longer executed.</summary>
    /// <param name="call">A call that was queued, in any group of the pipeline.</param>
    internal void Cancel(PendingCall call)
    {
        bool isClaimed;
        bool wasWaiting;
        lock (_gate)
        {
            isClaimed = call.TryClaim(call.Place == CallState.Running ? CallOutcome.CanceledInCall : CallOutcome.CanceledInQueue);

            // It may have moved to another group since the caller checked.
            LaneGroup group = call.Group!;
            if (call.Place == CallState.Parked)
            {
                // It is released when its pause is over, but never tried again.
                EndTurnLocked(call);
            }

            wasWaiting = group.TryUnlinkLocked(call);
            group.RefillLocked();
        }

        Conclude(call, isClaimed, wasWaiting);
    }

    /// <summary>Completes every call whose deadline has passed, and replaces lanes that hang.</summary>
    /// <param name="now">The timestamp.</param>
    /// <returns>When there is work to do next, or <see cref="long.MaxValue"/>.</returns>
    internal long AnswerLate(long now)
    {
        long nextDeadline = AnswerWatched(now, static place => place switch
        {
            CallState.Running => CallOutcome.TimedOutInCall,
            CallState.Overflowing => CallOutcome.QueueFull,
            _ => CallOutcome.TimedOutInQueue,
        });
        return Math.Min(nextDeadline, ReplaceHungLanes(now));
    }

    /// <summary>Completes all remaining calls, those in native calls included: the store is closed.</summary>
    internal void AnswerRest() =>
        AnswerWatched(long.MaxValue, static place => place == CallState.Running ? CallOutcome.ClosedInCall : CallOutcome.Closed);

    /// <summary>Completes all waiting calls, without executing them.</summary>
    /// <param name="outcome">Their outcome.</param>
    internal void Drain(CallOutcome outcome)
    {
        List<PendingCall> drained;
        lock (_gate)
        {
            drained = DrainLocked();
        }

        AnswerAll(drained, outcome);
    }

    /// <returns>The earliest remaining deadline, or <see cref="long.MaxValue"/>.</returns>
    private long AnswerWatched(long due, Func<CallState, CallOutcome> outcomeOf)
    {
        while (true)
        {
            PendingCall? call;
            bool isClaimed;
            bool wasWaiting;
            lock (_gate)
            {
                call = _watched.First?.Value;
                if (call is null || call.Deadline > due)
                {
                    // Only now: a call that is late itself must not get its turn because those before it were late.
                    RefillLocked();
                    return call?.Deadline ?? long.MaxValue;
                }

                // A lane releases a call only after it has held the lock, so this is still the same call; once claimed, it stays so.
                isClaimed = call.TryClaim(outcomeOf(call.Place));
                UnwatchLocked(call);
                wasWaiting = TryUnlinkLocked(call);
                EndTurnLocked(call);
            }

            Conclude(call, isClaimed, wasWaiting);
        }
    }

    private static void Conclude(PendingCall call, bool isClaimed, bool wasWaiting)
    {
        if (isClaimed)
        {
            call.Signal();
        }

        if (wasWaiting)
        {
            call.Leave();
        }
    }

    private void WatchLocked(PendingCall call)
    {
        LinkedListNode<PendingCall>? before = _watched.Last;
        while (before is not null && before.Value.Deadline > call.Deadline)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _watched.AddFirst(call.InWatchList);
        }
        else
        {
            _watched.AddAfter(before, call.InWatchList);
        }
    }

    /// <summary>Removes a call from its watch list, which may be that of another group. Harmless if it is in none.</summary>
    private static void UnwatchLocked(PendingCall call) => call.InWatchList.List?.Remove(call.InWatchList);

    private static void AnswerAll(List<PendingCall> calls, CallOutcome outcome)
    {
        foreach (PendingCall call in calls)
        {
            call.TryAnswer(outcome);
            call.Leave();
        }
    }
}
