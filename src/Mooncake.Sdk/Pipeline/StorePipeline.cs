using Microsoft.Extensions.Logging;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Observability;
using Mooncake.Session;

namespace Mooncake.Pipeline;

/// <summary>
/// Sends operations to a backend with a costly round trip: lanes for small objects and for large ones, a deadline thread, and a circuit
/// breaker for the master. Thread-safe.
/// </summary>
internal sealed class StorePipeline
{
    private readonly PipelineContext _context;
    private readonly TimeProvider _time;
    private readonly nuint _largeObjectBytes;
    private readonly LaneGroup _small;
    private readonly LaneGroup _large;
    private readonly Alarms _paused;
    private readonly Deadlines _deadlines;
    private readonly ReachabilityProbe _probe;
    private readonly ChangeNotifier _reachability;
    private readonly long _timeoutTicks;
    private readonly long _silenceTicks;
    private readonly bool _callersMayBlock;

    /// <summary>Starts the pipeline.</summary>
    /// <param name="backend">Executes the calls.</param>
    /// <param name="options">Frozen options.</param>
    /// <param name="deadlines">The session's deadlines, to which the pipeline adds its own.</param>
    /// <param name="metrics">Told of batch calls.</param>
    /// <param name="logger">Told of lanes that hang.</param>
    /// <param name="reachabilityChanged">
    /// Called with false when the master becomes unreachable, with true when it is reachable again: on a thread-pool thread, in order. Must
    /// not throw.
    /// </param>
    internal StorePipeline(
        StoreBackend backend,
        MooncakeStoreOptions options,
        Deadlines deadlines,
        CallMetrics metrics,
        ILogger logger,
        Action<bool> reachabilityChanged)
    {
        PipelineOptions pipeline = options.Pipeline;
        _time = options.TimeProvider;
        _timeoutTicks = Timestamps.TicksOf(_time, options.OperationTimeout);
        _silenceTicks = Timestamps.TicksOf(_time, pipeline.SilenceTimeout);
        _largeObjectBytes = (nuint)pipeline.LargeObjectBytes;
        _callersMayBlock = pipeline.Dispatch == CallDispatch.Caller;
        Circuit = new Circuit(pipeline.CircuitThreshold, OnCircuitChanged);
        _reachability = new ChangeNotifier(() => !Circuit.IsOpen, reachabilityChanged);
        _context = new PipelineContext(backend, pipeline, _time, _timeoutTicks, Circuit, metrics, new PipelineLog(logger));
        _small = new LaneGroup("Mooncake lane", pipeline.Lanes, _context);
        _large = new LaneGroup("Mooncake large lane", pipeline.LargeObjectLanes, _context);
        _deadlines = deadlines;
        _paused = new Alarms(deadlines.Schedule);
        _probe = new ReachabilityProbe(this, Timestamps.TicksOf(_time, pipeline.ProbeInterval));
        deadlines.Start(OnTick);
    }

    /// <summary>The circuit breaker of the master.</summary>
    internal Circuit Circuit { get; }

    /// <summary>Number of calls that wait for a lane.</summary>
    internal int QueueDepth => _small.QueueDepth + _large.QueueDepth;

    /// <summary>Number of calls that pause between two tries.</summary>
    internal int PausedCalls => _paused.Count;

    /// <summary>Number of keys with puts in the pipeline, except those whose deadline has passed.</summary>
    internal int KeysBeingPut
    {
        get
        {
            lock (_context.Gate)
            {
                return _context.Puts.Keys;
            }
        }
    }

    /// <summary>Number of lanes that hang in a native call.</summary>
    internal int HungLanes => _small.HungLanes + _large.HungLanes;

    /// <summary>True if all lanes for small objects hang in native calls, and no other may be started.</summary>
    internal bool IsStuck => _small.IsStuck;

    /// <summary>The deadline of an operation that starts now, as a timestamp.</summary>
    internal long DeadlineFromNow => _time.GetTimestamp() + _timeoutTicks;

    /// <summary>Hands a call over. From here on it is answered exactly once.</summary>
    /// <param name="call">The call, with its deadline set.</param>
    /// <param name="isProbe">True to bypass an open circuit.</param>
    internal void Start(PendingCall call, bool isProbe = false)
    {
        if (Circuit.IsOpen && !isProbe)
        {
            call.TryAnswer(CallOutcome.CircuitOpen);
            call.Leave();
            return;
        }

        long deadline = call.Deadline;

        // A probe starts on the deadline thread. The session's own threads have other callers' work to do.
        bool mayBlock = _callersMayBlock && !isProbe && SynchronizationContext.Current is not ContinuationThreads;
        GroupOf(call).Enqueue(call, mayBlock);

        // Wakes the thread only if the operation has already spent a part of its time waiting for a buffer.
        _deadlines.Schedule(deadline);
    }

    /// <summary>Requeues a call for another attempt, by its current buffer size.</summary>
    internal void Requeue(PendingCall call) => call.Group!.Requeue(call, GroupOf(call));

    /// <summary>Puts a call aside until its alarm fires, which queues it again.</summary>
    /// <param name="call">The call, in the hands of its lane.</param>
    /// <param name="until">When the pause ends, as a timestamp.</param>
    internal void RequeueLater<TCall>(TCall call, long until)
        where TCall : PendingCall, IAlarm
    {
        call.Group!.Park(call);
        _paused.Set(call, until);
    }

    /// <summary>
    /// Answers what waits, lets what runs end within a limit, and answers the rest. Lanes end with their native calls, however late; memory
    /// goes back then. The session's deadlines go on.
    /// </summary>
    /// <param name="limit">The time limit.</param>
    /// <returns>True if every native call has returned.</returns>
    internal async ValueTask<bool> CloseAsync(TimeSpan limit)
    {
        _small.Close();
        _large.Close();
        _paused.Close();
        bool hasEnded = true;
        try
        {
            await Task.WhenAll(_small.Ended, _large.Ended).WaitAsync(limit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            hasEnded = false;
        }

        _small.AnswerRest();
        _large.AnswerRest();
        return hasEnded;
    }

    /// <summary>True if all work due at a timestamp has been done. For tests, which move the clock.</summary>
    internal bool HasDoneWhatIsDue(long now) => _deadlines.Target is var next && next != long.MaxValue && next > now;

    private LaneGroup GroupOf(PendingCall call) => call.Capacity >= _largeObjectBytes ? _large : _small;

    private long OnTick(long now)
    {
        long next = Math.Min(_small.AnswerLate(now), _large.AnswerLate(now));
        next = Math.Min(next, _paused.FireDue(now));
        next = Math.Min(next, CheckForSilence(now, out bool isSuspect));
        next = Math.Min(next, _probe.StartIfDue(now, Circuit.IsOpen || isSuspect));

        // No call and no lane that starts from now on is due before this, so starting one needs to wake no thread.
        return Math.Min(next, now + Math.Min(_timeoutTicks, Math.Max(1, _silenceTicks / 2)));
    }

    /// <summary>
    /// Opens the circuit if no call has returned for too long. The master is probed earlier, after half of that time: a response ends the
    /// silence, so one slow transfer does not count as an outage.
    /// </summary>
    /// <param name="now">The timestamp.</param>
    /// <param name="isSuspect">True if the master should be probed.</param>
    /// <returns>When to check again, or <see cref="long.MaxValue"/>.</returns>
    private long CheckForSilence(long now, out bool isSuspect)
    {
        isSuspect = false;
        bool hasTripped;
        long askAt;
        long openAt;
        lock (_context.Gate)
        {
            long since = _context.Silence.Since;
            if (since == long.MaxValue || Circuit.IsOpen)
            {
                return long.MaxValue;
            }

            // Under the lock that ends silences: a lane that returns meanwhile ends this one, and its result closes the circuit.
            askAt = since + (_silenceTicks / 2);
            openAt = since + _silenceTicks;
            hasTripped = now >= openAt && Circuit.TryTrip();
        }

        if (hasTripped)
        {
            OnCircuitChanged();
        }

        if (now >= openAt)
        {
            return long.MaxValue;
        }

        isSuspect = now >= askAt;
        return isSuspect ? openAt : askAt;
    }

    private void OnCircuitChanged()
    {
        if (Circuit.IsOpen)
        {
            _small.Drain(CallOutcome.CircuitOpen);
            _large.Drain(CallOutcome.CircuitOpen);
            _deadlines.Schedule(_time.GetTimestamp());
        }

        _reachability.Check();
    }
}
