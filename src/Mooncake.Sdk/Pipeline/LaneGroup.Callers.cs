namespace Mooncake.Pipeline;

/// <content>Calls that their callers' own threads execute (<see cref="CallDispatch.Caller"/>).</content>
internal sealed partial class LaneGroup
{
    // A spare; null while a caller's thread uses it, which it does for a moment after it has left the group.
    private Lane? _spare;
    private Lane? _onCaller;

    /// <summary>
    /// Gives a call that was just queued back to its caller's thread, if nothing else is under way: no other call waits or runs. The thread
    /// is an additional lane until the call has returned, so that the circuit and closing treat it as one.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="now">The timestamp.</param>
    /// <param name="toWake">The lane that would have executed the call; stays idle if the caller does.</param>
    /// <returns>The lane to run on this thread, or null.</returns>
    private Lane? TakeForCallerLocked(PendingCall call, long now, ref Lane? toWake)
    {
        bool isAlone = toWake is not null && call.Place == CallState.Queued && _queued == 1 && _idle.Count + 1 == _lanes.Count;
        if (!isAlone)
        {
            return null;
        }

        _idle.Push(toWake!);
        toWake = null;
        Lane lane = Interlocked.Exchange(ref _spare, null) ?? new Lane(this, _context) { IsCallers = true };
        _onCaller = lane;
        _lanes.Add(lane);
        GatherLocked(lane.Batch);
        BeginLocked(lane, now);
        return lane;
    }

    private void RunHere(Lane lane)
    {
        lane.RunOnce();
        Volatile.Write(ref _spare, lane);
    }
}
