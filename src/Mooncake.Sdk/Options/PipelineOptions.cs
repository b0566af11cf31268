namespace Mooncake;

/// <summary>
/// How operations are sent to a backend with a costly round trip: gathered into native calls on a few dedicated threads. Has no effect on
/// the embedded engine, whose operations run on the caller's thread.
/// </summary>
public sealed class PipelineOptions
{
    /// <summary>Number of threads that make native calls.</summary>
    /// <value>One per core, from 2 to 8, unless set; from 1 to 256.</value>
    public int Lanes { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>Which thread makes native calls.</summary>
    /// <value><see cref="CallDispatch.Lane"/> unless set.</value>
    public CallDispatch Dispatch { get; set; }

    /// <summary>Number of additional threads for large objects, so that small objects never wait for them.</summary>
    /// <value>1 unless set; from 1 to 256.</value>
    public int LargeObjectLanes { get; set; } = 1;

    /// <summary>Objects of this size or more, in bytes, count as large.</summary>
    /// <value>1 MiB unless set; at least 1.</value>
    public long LargeObjectBytes { get; set; } = 1 << 20;

    /// <summary>Maximum number of operations gathered into one native call.</summary>
    /// <value>128 unless set; from 1 to 4,096.</value>
    public int MaxBatchCount { get; set; } = 128;

    /// <summary>Maximum size of a native call in bytes, unless a single object is larger.</summary>
    /// <value>4 MiB unless set; at least 1.</value>
    public long MaxBatchBytes { get; set; } = 4 << 20;

    /// <summary>Maximum number of operations that wait for a lane; further ones wait in order until the queue has space.</summary>
    /// <value>8,192 unless set; at least 1.</value>
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>
    /// Maximum number of lanes hung in a native call that are replaced by new threads. If that many and all other lanes hang, operations
    /// fail immediately until one of the calls returns.
    /// </summary>
    /// <value>8 unless set; 0 or more.</value>
    public int MaxReplacedLanes { get; set; } = 8;

    /// <summary>
    /// Number of consecutive failed calls after which the master counts as unreachable, so that operations fail immediately.
    /// </summary>
    /// <value>3 unless set; at least 1.</value>
    public int CircuitThreshold { get; set; } = 3;

    /// <summary>
    /// The time after which the master counts as unreachable if calls are in progress and none returns. Calls that hang at the same time
    /// count once. The SDK probes the master after half of the time, so that one slow transfer does not count.
    /// </summary>
    /// <value>5 seconds unless set; more than zero, at most 24 days.</value>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Interval of the probes of an unreachable master.</summary>
    /// <value>1 second unless set; more than zero, at most 24 days.</value>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A native call that takes this long or longer is logged as slow.</summary>
    /// <value>1 second unless set; more than zero.</value>
    public TimeSpan SlowCall { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// True to retry puts, single or of a batch, with growing pauses within the operation's timeout while the store is full.
    /// </summary>
    /// <value>False unless set.</value>
    public bool RetryWhenFull { get; set; }

    /// <summary>A copy of these options.</summary>
    internal PipelineOptions Clone() => (PipelineOptions)MemberwiseClone();
}
