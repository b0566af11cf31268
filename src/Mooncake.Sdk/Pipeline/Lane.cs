namespace Mooncake.Pipeline;

/// <summary>
/// One thread that executes calls. It is the only place where the SDK blocks in the backend, and it is never a thread-pool thread.
/// </summary>
internal sealed class Lane
{
    private readonly LaneGroup _group;
    private readonly PipelineContext _context;
    private readonly WakeSignal _wake = new();
    private SpinPolicy _spins;

    /// <summary>Creates a lane that has not started.</summary>
    internal Lane(LaneGroup group, PipelineContext context)
    {
        _group = group;
        _context = context;
        Batch = new LaneBatch(context.Options.MaxBatchCount, context.Metrics);
    }

    /// <summary>The calls that the lane executes, or executed last.</summary>
    internal LaneBatch Batch { get; }

    /// <summary>True for a lane that executes one batch on a caller's thread.</summary>
    internal bool IsCallers { get; init; }

    /// <summary>
    /// When the native call in progress counts as hung, as a timestamp; <see cref="long.MaxValue"/> if there is none. Protected by the
    /// group's lock.
    /// </summary>
    internal long HungAt { get; set; } = long.MaxValue;

    /// <summary>True while a native call is in progress that involves the master. Protected by the group's lock.</summary>
    internal bool TellsOfMaster { get; set; }

    /// <summary>True if the native call in progress has run too long. Protected by the group's lock.</summary>
    internal bool IsHung { get; set; }

    /// <summary>Starts the thread.</summary>
    /// <param name="name">Its name, for debuggers.</param>
    /// <exception cref="OutOfMemoryException">The system cannot create a thread.</exception>
    internal void Start(string name)
    {
        Thread thread = new(Run) { Name = name, IsBackground = true };
        thread.UnsafeStart();
    }

    /// <summary>Ends <see cref="Sleep"/>, now or when it starts.</summary>
    internal void Wake() => _wake.Set();

    /// <summary>Blocks until <see cref="Wake"/>.</summary>
    internal void Sleep() => _spins.Wait(_wake);

    /// <summary>Executes the batch on this thread, and leaves the group. For a lane that has no thread.</summary>
    internal void RunOnce()
    {
        ExecuteBatch();
        _group.Take(this);
    }

    private void Run()
    {
        while (_group.Take(this))
        {
            ExecuteBatch();
        }
    }

    private void ExecuteBatch()
    {
        int count = Batch.Count;
        long start = _context.Time.GetTimestamp();
        StoreError? fault = Batch.Execute(_context.Backend);

        // Before the circuit records the result: a silence that ended later could open the circuit again, and nothing would close it.
        _group.EndSilence(this);
        Batch.Answer(fault, _context.Circuit);
        TimeSpan elapsed = _context.Time.GetElapsedTime(start);
        if (elapsed >= _context.Options.SlowCall)
        {
            _context.Log.SlowCall(Batch.Kind, count, elapsed);
        }
    }
}
