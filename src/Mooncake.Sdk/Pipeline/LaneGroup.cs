using Mooncake.Native;

namespace Mooncake.Pipeline;

/// <summary>
/// The queues of waiting calls, and the lanes that carry them out. What waits when a lane becomes free makes up its next batch: no
/// timer holds a lone call up. Thread-safe.
/// </summary>
/// <remarks>
/// One lock guards queues, watch list and lanes; it is held for a few links at a time, never across a call of the backend, of the
/// buffer pool or of a caller's code.
/// </remarks>
internal sealed partial class LaneGroup
{
    private const int Kinds = 4;

    private readonly Lock _gate = new();
    private readonly StoreBackend _backend;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly Circuit _circuit;
    private readonly string _name;
    private readonly long _hangAfter;
    private readonly CallList[] _queues = new CallList[Kinds];
    private readonly Stack<Lane> _idle = new();
    private readonly List<Lane> _lanes = [];
    private readonly int _laneCount;
    private CallList _overflow;
    private WatchList _watched;
    private long _arrivals;
    private int _queued;
    private int _hung;
    private bool _isClosed;

    /// <summary>Creates a group; its lanes start with the first call.</summary>
    /// <param name="name">What its threads are called.</param>
    /// <param name="laneCount">Number of lanes.</param>
    /// <param name="backend">Who carries the calls out.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock of deadlines.</param>
    /// <param name="hangAfter">After how many ticks of the clock a call counts as hung.</param>
    /// <param name="circuit">Told of every answer.</param>
    internal LaneGroup(string name, int laneCount, StoreBackend backend, PipelineOptions options, TimeProvider time, long hangAfter, Circuit circuit)
    {
        _hangAfter = hangAfter;
        _name = name;
        _laneCount = laneCount;
        _backend = backend;
        _options = options;
        _time = time;
        _circuit = circuit;
    }

    /// <summary>Number of calls that wait.</summary>
    internal int QueueDepth => Volatile.Read(ref _queued);

    /// <summary>Hands a call over. From here on it is answered exactly once, and left exactly once.</summary>
    internal void Enqueue(PendingCall call)
    {
        CallOutcome refusal = CallOutcome.None;
        Lane? toWake = null;
        lock (_gate)
        {
            if (_isClosed)
            {
                refusal = CallOutcome.Closed;
            }
            else if (ActiveLanes == 0 && !TryStartLaneLocked())
            {
                refusal = CallOutcome.LanesHung;
            }
            else
            {
                call.Group = this;
                _watched.Add(call);
                AppendLocked(call);
                toWake = WakeableLocked();
            }
        }

        if (refusal != CallOutcome.None)
        {
            call.TryAnswer(refusal);
            call.Leave();
            return;
        }

        toWake?.Wake();
    }

    /// <summary>Puts a call that was parked back into the queue, for another try; answered calls are let go.</summary>
    internal void Requeue(PendingCall call)
    {
        Lane? toWake = null;
        bool isOver;
        CallOutcome refusal = CallOutcome.None;
        lock (_gate)
        {
            refusal = _isClosed ? CallOutcome.Closed : CallOutcome.None;
            isOver = refusal != CallOutcome.None || call.IsAnswered;
            if (isOver)
            {
                _watched.Remove(call);
                call.Place = CallPlace.Outside;
            }
            else
            {
                AppendLocked(call);
                toWake = WakeableLocked();
            }
        }

        if (isOver)
        {
            call.TryAnswer(refusal);
            call.Leave();
            return;
        }

        toWake?.Wake();
    }

    /// <summary>A lane puts a call aside between two tries: whoever parks it queues it again.</summary>
    internal void Park(PendingCall call)
    {
        lock (_gate)
        {
            call.Place = CallPlace.Parked;
        }
    }

    /// <summary>The caller no longer waits: a call that no lane has taken is not carried out any more.</summary>
    internal void Cancel(PendingCall call)
    {
        bool isRunning;
        bool wasWaiting;
        lock (_gate)
        {
            isRunning = call.Place == CallPlace.Running;
            wasWaiting = TryUnlinkLocked(call);
        }

        call.TryAnswer(isRunning ? CallOutcome.CanceledInCall : CallOutcome.CanceledInQueue);
        if (wasWaiting)
        {
            call.Leave();
        }
    }

    /// <summary>Answers every call whose deadline has passed, and replaces lanes that hang.</summary>
    /// <param name="now">The timestamp.</param>
    /// <returns>The next deadline, or <see cref="long.MaxValue"/> if nothing is watched.</returns>
    internal long AnswerLate(long now)
    {
        while (true)
        {
            PendingCall? late;
            bool claimed;
            bool wasWaiting;
            CallList stranded = default;
            lock (_gate)
            {
                late = _watched.First;
                if (late is null || late.Deadline > now)
                {
                    return late?.Deadline ?? long.MaxValue;
                }

                // Claimed under the lock: a lane lets go of a call only after it has held the lock, so this call is still this call.
                claimed = late.TryClaim(OutcomeOf(late.Place));
                _watched.Remove(late);
                wasWaiting = TryUnlinkLocked(late);
                if (late.Place == CallPlace.Running)
                {
                    MarkHungLanesLocked(now, ref stranded);
                }
            }

            if (claimed)
            {
                late.Signal();
            }

            if (wasWaiting)
            {
                late.Leave();
            }

            AnswerAll(ref stranded, CallOutcome.LanesHung);
        }
    }

    private static CallOutcome OutcomeOf(CallPlace place) => place switch
    {
        CallPlace.Running => CallOutcome.TimedOutInCall,
        CallPlace.Overflowing => CallOutcome.QueueFull,
        _ => CallOutcome.TimedOutInQueue,
    };

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

    private static void AnswerAll(ref CallList calls, CallOutcome outcome)
    {
        while (calls.First is { } call)
        {
            calls.Remove(call);
            call.TryAnswer(outcome);
            call.Leave();
        }
    }

    private void DrainLocked(ref CallList drained)
    {
        // The overflow first: it refills the queues otherwise.
        while (_overflow.First is { } call)
        {
            TryUnlinkLocked(call);
            drained.Append(call);
        }

        for (int kind = 0; kind < Kinds; kind++)
        {
            while (_queues[kind].First is { } call)
            {
                TryUnlinkLocked(call);
                drained.Append(call);
            }
        }
    }

    private void AppendLocked(PendingCall call)
    {
        call.Arrival = ++_arrivals;
        if (_queued >= _options.QueueCapacity)
        {
            call.Place = CallPlace.Overflowing;
            _overflow.Append(call);
            return;
        }

        call.Place = CallPlace.Queued;
        _queues[(int)call.Kind].Append(call);
        _queued++;
    }

    /// <summary>Takes a call that waits out of its queue, and no longer watches it.</summary>
    /// <returns>False if the call does not wait.</returns>
    private bool TryUnlinkLocked(PendingCall call)
    {
        switch (call.Place)
        {
            case CallPlace.Queued:
                _queues[(int)call.Kind].Remove(call);
                _queued--;
                RefillLocked();
                break;
            case CallPlace.Overflowing:
                _overflow.Remove(call);
                break;
            default:
                return false;
        }

        _watched.Remove(call);
        call.Place = CallPlace.Outside;
        return true;
    }

    private void RefillLocked()
    {
        while (_queued < _options.QueueCapacity && _overflow.First is { } call)
        {
            _overflow.Remove(call);
            call.Place = CallPlace.Queued;
            _queues[(int)call.Kind].Append(call);
            _queued++;
        }
    }
}
