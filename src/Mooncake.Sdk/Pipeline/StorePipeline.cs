using Microsoft.Extensions.Logging;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Observability;

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
    private readonly DelayedCalls _delayed;
    private readonly DeadlineThread _deadlines;
    private readonly ReachabilityProbe _probe;
    private readonly ChangeNotifier _reachability;
    private readonly long _timeoutTicks;
    private readonly long _silenceTicks;
    private RegisteredBufferPool? _pool;

    /// <summary>Starts the pipeline.</summary>
    /// <param name="backend">Executes the calls.</param>
    /// <param name="options">Frozen options.</param>
    /// <param name="metrics">Records native calls.</param>
    /// <param name="logger">Logs lanes that hang.</param>
    /// <param name="reachabilityChanged">
    /// Called with false when the master becomes unreachable, with true when it is reachable again: on a thread-pool thread, in order. Must
    /// not throw.
    /// </param>
    internal StorePipeline(StoreBackend backend, MooncakeStoreOptions options, CallMetrics metrics, ILogger logger, Action<bool> reachabilityChanged)
    {
        PipelineOptions pipeline = options.Pipeline;
        _time = options.TimeProvider;
        _timeoutTicks = Timestamps.TicksOf(_time, options.OperationTimeout);
        _silenceTicks = Timestamps.TicksOf(_time, pipeline.SilenceTimeout);
        _largeObjectBytes = (nuint)pipeline.LargeObjectBytes;
        Circuit = new Circuit(pipeline.CircuitThreshold, OnCircuitChanged);
        _reachability = new ChangeNotifier(() => !Circuit.IsOpen, reachabilityChanged);
        _context = new PipelineContext(backend, pipeline, _time, _timeoutTicks, Circuit, metrics, new PipelineLog(logger));
        _small = new LaneGroup("Mooncake lane", pipeline.Lanes, _context);
        _large = new LaneGroup("Mooncake large lane", pipeline.LargeObjectLanes, _context);
        _delayed = new DelayedCalls(Requeue);
        Alarms = new Alarms(ScheduleDeadline);
        _probe = new ReachabilityProbe(this, Timestamps.TicksOf(_time, pipeline.ProbeInterval));
        _deadlines = new DeadlineThread(_time, OnTick);
    }

    /// <summary>The circuit breaker of the master.</summary>
    internal Circuit Circuit { get; }

    /// <summary>Scheduled callbacks, other than the deadlines of calls and buffers.</summary>
    internal Alarms Alarms { get; }

    /// <summary>Number of calls waiting for a lane.</summary>
    internal int QueueDepth => _small.QueueDepth + _large.QueueDepth;

    /// <summary>Number of calls that pause between two attempts.</summary>
    internal int PausedCalls => _delayed.Count;

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

    /// <summary>The deadline of an operation that starts now, as a timestamp.</summary>
    internal long DeadlineFromNow => _time.GetTimestamp() + _timeoutTicks;

    /// <summary>Lets the pipeline's thread enforce the deadlines of the pool.</summary>
    internal void Attach(RegisteredBufferPool pool) => Volatile.Write(ref _pool, pool);

    /// <summary>Makes sure that deadlines are checked no later than at a timestamp.</summary>
    internal void ScheduleDeadline(long timestamp) => _deadlines.Schedule(timestamp);

    /// <summary>Queues a call. From here on it is completed exactly once.</summary>
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
        GroupOf(call).Enqueue(call);

        // Wakes the thread only if the operation has already spent a part of its time waiting for a buffer.
        _deadlines.Schedule(deadline);
    }

    /// <summary>Requeues a call for another attempt, by its current buffer size.</summary>
    internal void Requeue(PendingCall call) => call.Group!.Requeue(call, GroupOf(call));

    /// <summary>Parks a call, and requeues it after a pause.</summary>
    /// <param name="call">The call, owned by its lane.</param>
    /// <param name="until">When the pause ends, as a timestamp.</param>
    internal void RequeueLater(PendingCall call, long until)
    {
        call.Group!.Park(call);
        if (_delayed.TryAdd(call, until))
        {
            _deadlines.Schedule(until);
        }
        else
        {
            Requeue(call);
        }
    }

    /// <summary>
    /// Completes waiting calls, lets running ones end within a limit, and completes the rest. Lanes end with their native calls, however
    /// late; memory is returned then. The deadline thread continues.
    /// </summary>
    /// <param name="limit">The time limit.</param>
    /// <returns>True if every native call has returned.</returns>
    internal async ValueTask<bool> CloseAsync(TimeSpan limit)
    {
        _small.Close();
        _large.Close();
        _delayed.Close();
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

    /// <summary>Ends the deadline thread, once there are no deadlines.</summary>
    internal Task StopAsync()
    {
        _deadlines.Stop();
        return _deadlines.Ended;
    }

    private LaneGroup GroupOf(PendingCall call) => call.Capacity >= _largeObjectBytes ? _large : _small;

    private long OnTick(long now)
    {
        long next = Math.Min(_small.AnswerLate(now), _large.AnswerLate(now));
        if (Volatile.Read(ref _pool) is { } pool)
        {
            pool.ExpireWaiters();
            next = Math.Min(next, pool.NextDeadline);
        }

        next = Math.Min(next, _delayed.RequeueDue(now));
        next = Math.Min(next, Alarms.FireDue(now));
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
