namespace Mooncake.Pipeline;

/// <summary>
/// The queues of waiting calls, and the lanes that execute them. The calls waiting when a lane becomes free form its next batch: no timer
/// delays a lone call. Thread-safe.
/// </summary>
/// <remarks>
/// One lock protects queues, watch lists and lanes of all groups. A call is completed outside of it, but claimed inside if its place
/// determines the outcome: the place cannot change in between.
/// </remarks>
internal sealed partial class LaneGroup
{
    private readonly PipelineContext _context;
    private readonly Lock _gate;
    private readonly string _name;
    private bool _isClosed;

    /// <summary>Creates a group; its lanes start with the first call.</summary>
    /// <param name="name">The name of its threads.</param>
    /// <param name="laneCount">Number of lanes.</param>
    /// <param name="context">The state shared with the other groups of its pipeline.</param>
    internal LaneGroup(string name, int laneCount, PipelineContext context)
    {
        _name = name;
        _laneCount = laneCount;
        _context = context;
        _gate = context.Gate;
    }

    /// <summary>Number of waiting calls.</summary>
    internal int QueueDepth => Volatile.Read(ref _queued) + _overflow.Count + _held.Count;

    /// <summary>Queues a call. From here on it is completed exactly once, and released exactly once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mayBlock">True if this thread may make the native call.</param>
    internal void Enqueue(PendingCall call, bool mayBlock)
    {
        CallOutcome refusal;
        Lane? toWake;
        Lane? onThisThread = null;
        long now = mayBlock ? _context.Time.GetTimestamp() : 0;
        if (call.Kind == CallKind.Put)
        {
            _context.Puts.Prepare(call);
        }

        lock (_gate)
        {
            refusal = AdmitLocked(call, out toWake);
            if (refusal == CallOutcome.None)
            {
                call.Group = this;
                WatchLocked(call);
                onThisThread = mayBlock ? TakeForCallerLocked(call, now, ref toWake) : null;
            }
        }

        Conclude(call, refusal, toWake);
        if (onThisThread is not null)
        {
            RunHere(onThisThread);
        }
    }

    /// <summary>
    /// Requeues a call that was parked, or that its lane has not released, for another attempt; a completed call is released.
    /// </summary>
    /// <param name="call">A call of this group.</param>
    /// <param name="target">The group for the next attempt.</param>
    internal void Requeue(PendingCall call, LaneGroup target)
    {
        CallOutcome refusal;
        Lane? toWake = null;
        lock (_gate)
        {
            // A completed call already has its outcome, and this one is ignored.
            refusal = call.IsAnswered ? CallOutcome.Closed : target.AdmitLocked(call, out toWake);
            if (refusal != CallOutcome.None)
            {
                UnwatchLocked(call);
                call.Place = CallState.Outside;
                EndTurnLocked(call);
            }
            else if (target != this)
            {
                UnwatchLocked(call);
                call.Group = target;
                target.WatchLocked(call);
            }
        }

        Conclude(call, refusal, toWake);
    }

    /// <summary>Parks a call between two attempts: the lane that parks it requeues it.</summary>
    internal void Park(PendingCall call)
    {
        lock (_gate)
        {
            call.Place = CallState.Parked;
            if (call.IsAnswered)
            {
                // It is never tried again.
                EndTurnLocked(call);
            }
        }
    }

    /// <summary>
    /// Accepts no more calls: waiting ones are completed with <see cref="CallOutcome.Closed"/>, lanes end after their batch.
    /// </summary>
    internal void Close()
    {
        List<PendingCall> drained;
        Lane[] idle;
        bool isEmpty;
        lock (_gate)
        {
            _isClosed = true;
            drained = DrainLocked();
            idle = [.. _idle];
            _idle.Clear();
            isEmpty = _lanes.Count == 0;
        }

        AnswerAll(drained, CallOutcome.Closed);
        if (isEmpty)
        {
            _ended.TrySetResult();
        }

        foreach (Lane lane in idle)
        {
            lane.Wake();
        }
    }

    /// <summary>Queues a call and finds it a lane, or holds a put back, or returns why it cannot be executed.</summary>
    private CallOutcome AdmitLocked(PendingCall call, out Lane? toWake)
    {
        toWake = null;
        if (_isClosed)
        {
            return CallOutcome.Closed;
        }

        if (_idle.Count == 0 && !TryStartLaneLocked() && ActiveLanes == 0)
        {
            return CallOutcome.LanesHung;
        }

        if (call.Kind == CallKind.Put && !_context.Puts.TryBegin(call))
        {
            HoldLocked(call);
            return CallOutcome.None;
        }

        _idle.TryPop(out toWake);
        AppendLocked(call);
        return CallOutcome.None;
    }

    private static void Conclude(PendingCall call, CallOutcome refusal, Lane? toWake)
    {
        if (refusal == CallOutcome.None)
        {
            toWake?.Wake();
            return;
        }

        call.TryAnswer(refusal);
        call.Leave();
    }
}
