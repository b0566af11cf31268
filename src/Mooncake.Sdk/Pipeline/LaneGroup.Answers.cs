namespace Mooncake.Pipeline;

/// <summary>Completion of calls without a lane: those that are cancelled, late, or no longer executed.</summary>
internal sealed partial class LaneGroup
{
    private WatchList _watched;

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
        CallList drained = default;
        lock (_gate)
        {
            DrainLocked(ref drained);
        }

        AnswerAll(ref drained, outcome);
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
                call = _watched.First;
                if (call is null || call.Deadline > due)
                {
                    // Only now: a call that is late itself must not get its turn because those before it were late.
                    RefillLocked();
                    return call?.Deadline ?? long.MaxValue;
                }

                // A lane releases a call only after it has held the lock, so this is still the same call; once claimed, it stays so.
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
