using Mooncake.Buffers;
using Mooncake.Native;

namespace Mooncake.Pipeline;

/// <summary>
/// Carries operations to a backend whose round trips cost something: lanes for small objects and for large ones, a thread that keeps
/// deadlines, and a circuit that knows whether the master is there. Thread-safe.
/// </summary>
internal sealed class StorePipeline
{
    private readonly MooncakeStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly LaneGroup _small;
    private readonly LaneGroup _large;
    private readonly DelayedCalls _delayed = new();
    private readonly DeadlineThread _deadlines;
    private readonly MasterProbe _probe;
    private readonly long _timeoutTicks;
    private readonly Action<bool> _reachabilityChanged;
    private RegisteredBufferPool? _pool;

    /// <summary>Starts the pipeline.</summary>
    /// <param name="backend">Who carries the calls out.</param>
    /// <param name="options">Frozen options.</param>
    /// <param name="reachabilityChanged">Called with false when the master is found gone, with true when it is back; on a thread of the pipeline's.</param>
    internal StorePipeline(StoreBackend backend, MooncakeStoreOptions options, Action<bool> reachabilityChanged)
    {
        _options = options;
        _time = options.TimeProvider;
        _reachabilityChanged = reachabilityChanged;
        _timeoutTicks = (long)(options.OperationTimeout.TotalSeconds * _time.TimestampFrequency);
        PipelineOptions pipeline = options.Pipeline;
        Circuit = new Circuit(pipeline.CircuitThreshold, OnCircuitChanged);
        _small = new LaneGroup("Mooncake lane", pipeline.Lanes, backend, pipeline, _time, _timeoutTicks, Circuit);
        _large = new LaneGroup("Mooncake large lane", pipeline.LargeObjectLanes, backend, pipeline, _time, _timeoutTicks, Circuit);
        _probe = new MasterProbe(this, (long)(pipeline.ProbeInterval.TotalSeconds * _time.TimestampFrequency));
        _deadlines = new DeadlineThread(_time, OnTick);
    }

    /// <summary>Whether the master is there.</summary>
    internal Circuit Circuit { get; }

    /// <summary>Number of calls that wait for a lane.</summary>
    internal int QueueDepth => _small.QueueDepth + _large.QueueDepth;

    /// <summary>Number of lanes that hang in a native call.</summary>
    internal int HungLanes => _small.HungLanes + _large.HungLanes;

    /// <summary>The timestamp at which an operation that starts now has to be answered.</summary>
    internal long DeadlineFromNow => _time.GetTimestamp() + _timeoutTicks;

    /// <summary>Gives the pool's deadlines to the pipeline's thread.</summary>
    internal void Attach(RegisteredBufferPool pool) => Volatile.Write(ref _pool, pool);

    /// <summary>Makes sure that deadlines are looked at no later than at a timestamp.</summary>
    internal void ScheduleDeadline(long timestamp) => _deadlines.Schedule(timestamp);

    /// <summary>Hands a call over. From here on it is answered exactly once.</summary>
    /// <param name="call">The call, with its deadline set.</param>
    /// <param name="isProbe">True to pass an open circuit.</param>
    internal void Start(PendingCall call, bool isProbe = false)
    {
        if (Circuit.IsOpen && !isProbe)
        {
            call.TryAnswer(CallOutcome.CircuitOpen);
            call.Leave();
            return;
        }

        (call.Room >= (nuint)_options.Pipeline.LargeObjectBytes ? _large : _small).Enqueue(call);
    }

    /// <summary>Puts a call back into its queue after a pause. The call has been parked.</summary>
    /// <param name="call">The call.</param>
    /// <param name="until">When the pause ends, as a timestamp.</param>
    internal void RequeueLater(PendingCall call, long until)
    {
        if (_delayed.TryAdd(call, until))
        {
            _deadlines.Schedule(until);
        }
        else
        {
            call.Group!.Requeue(call);
        }
    }

    /// <summary>Answers what waits, lets what runs end within a limit, and ends the threads.</summary>
    /// <param name="limit">How long to wait.</param>
    /// <returns>True if every native call has returned.</returns>
    internal async ValueTask<bool> CloseAsync(TimeSpan limit)
    {
        _small.Close();
        _large.Close();
        _delayed.Close();
        bool ended = true;
        try
        {
            await Task.WhenAll(_small.Ended, _large.Ended).WaitAsync(limit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            ended = false;
        }

        return ended;
    }

    /// <summary>Ends the thread that keeps deadlines, once nothing has any.</summary>
    internal Task StopAsync()
    {
        _deadlines.Stop();
        return _deadlines.Ended;
    }

    private long OnTick(long now)
    {
        long next = Math.Min(_small.AnswerLate(now), _large.AnswerLate(now));
        if (Volatile.Read(ref _pool) is { } pool)
        {
            pool.ExpireWaiters();
            next = Math.Min(next, pool.NextDeadline);
        }

        next = Math.Min(next, _delayed.RequeueDue(now));
        next = Math.Min(next, _probe.StartIfDue(now, Circuit.IsOpen));

        // A call that starts from now on is not due before this, so that starting one needs to wake nobody.
        return Math.Min(next, now + _timeoutTicks);
    }

    private void OnCircuitChanged(bool isOpen)
    {
        if (isOpen)
        {
            _small.Drain(CallOutcome.CircuitOpen);
            _large.Drain(CallOutcome.CircuitOpen);
            _deadlines.Schedule(_time.GetTimestamp());
        }

        _reachabilityChanged(!isOpen);
    }
}
