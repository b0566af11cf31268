namespace Mooncake.Pipeline;

/// <summary>Answers that no lane gives: to calls that are cancelled, late, or not carried out any more.</summary>
internal sealed partial class LaneGroup
{
    private WatchList _watched;

    /// <summary>The caller no longer waits: a call that no lane has taken is not carried out any more.</summary>
    /// <param name="call">A call that was handed over, to whichever group of the pipeline.</param>
    internal void Cancel(PendingCall call)
    {
        bool isClaimed;
        bool wasWaiting;
        lock (_gate)
        {
            isClaimed = call.TryClaim(call.Place == CallPlace.Running ? CallOutcome.CanceledInCall : CallOutcome.CanceledInQueue);

            // It may have gone to another group since the caller looked.
            LaneGroup group = call.Group!;
            if (call.Place == CallPlace.Parked)
            {
                // It is let go of when its pause is over, but never tried again.
                EndTurnLocked(call);
            }

            wasWaiting = group.TryUnlinkLocked(call);
            group.RefillLocked();
        }

        Conclude(call, isClaimed, wasWaiting);
    }

    /// <summary>Answers every call whose deadline has passed, and replaces lanes that hang.</summary>
    /// <param name="now">The timestamp.</param>
    /// <returns>When there is something to do next, or <see cref="long.MaxValue"/>.</returns>
    internal long AnswerLate(long now)
    {
        long nextDeadline = AnswerWatched(now, static place => place switch
        {
            CallPlace.Running => CallOutcome.TimedOutInCall,
            CallPlace.Overflowing => CallOutcome.QueueFull,
            _ => CallOutcome.TimedOutInQueue,
        });
        return Math.Min(nextDeadline, ReplaceHungLanes(now));
    }

    /// <summary>Answers all calls that are not answered yet, those in native calls included: the store is closed.</summary>
    internal void AnswerRest() =>
        AnswerWatched(long.MaxValue, static place => place == CallPlace.Running ? CallOutcome.ClosedInCall : CallOutcome.Closed);

    /// <summary>Answers all calls that wait, without carrying them out.</summary>
    /// <param name="outcome">What their callers are told.</param>
    internal void Drain(CallOutcome outcome)
    {
        CallList drained = default;
        lock (_gate)
        {
            DrainLocked(ref drained);
        }

        AnswerAll(ref drained, outcome);
    }

    /// <returns>The earliest deadline that is left, or <see cref="long.MaxValue"/>.</returns>
    private long AnswerWatched(long due, Func<CallPlace, CallOutcome> outcomeOf)
    {
        while (true)
        {
            PendingCall? call;
            bool isClaimed;
            bool wasWaiting;
            lock (_gate)
            {
                call = _watched.First;
                if (call is null || call.Deadline > due)
                {
                    // Only now: a call that is late itself has not come to its turn by the lateness of those before it.
                    RefillLocked();
                    return call?.Deadline ?? long.MaxValue;
                }

                // A lane lets go of a call only after it has held the lock, so this call is still this call; and claimed, it stays so.
                isClaimed = call.TryClaim(outcomeOf(call.Place));
                _watched.Remove(call);
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

    private static void AnswerAll(ref CallList calls, CallOutcome outcome)
    {
        while (calls.First is { } call)
        {
            calls.Remove(call);
            call.TryAnswer(outcome);
            call.Leave();
        }
    }
}
