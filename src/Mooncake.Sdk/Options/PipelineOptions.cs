namespace Mooncake;

/// <summary>
/// How operations travel to a backend whose round trips cost something: gathered into batches, on a few threads of the SDK's own.
/// Without effect on the embedded engine, where operations run at once on the caller's thread.
/// </summary>
public sealed class PipelineOptions
{
    /// <summary>Number of threads that carry out operations.</summary>
    /// <value>One for each core, from 2 to 8, unless set; from 1 to 256.</value>
    public int Lanes { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>Number of further threads for large objects, so that small ones never wait behind them.</summary>
    /// <value>1 unless set; from 1 to 256.</value>
    public int LargeObjectLanes { get; set; } = 1;

    /// <summary>From this size on, in bytes, an object counts as large.</summary>
    /// <value>1 MiB unless set; at least 1.</value>
    public int LargeObjectBytes { get; set; } = 1 << 20;

    /// <summary>The most operations of one batch.</summary>
    /// <value>128 unless set; from 1 to 4,096.</value>
    public int MaxBatchCount { get; set; } = 128;

    /// <summary>The most bytes of one batch, unless one object alone has more.</summary>
    /// <value>4 MiB unless set; at least 1.</value>
    public int MaxBatchBytes { get; set; } = 4 << 20;

    /// <summary>The most operations that wait for a lane; later ones wait for room, in order.</summary>
    /// <value>8,192 unless set; at least 1.</value>
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>
    /// How many lanes that hang in a native call are replaced by new threads. When as many hang, and every lane that is left as well, operations
    /// fail at once until one comes back.
    /// </summary>
    /// <value>8 unless set; 0 or more.</value>
    public int MaxReplacedLanes { get; set; } = 8;

    /// <summary>After how many failed calls in a row the master counts as gone, so that operations fail at once.</summary>
    /// <value>3 unless set; at least 1.</value>
    public int CircuitThreshold { get; set; } = 3;

    /// <summary>How often a master that is gone is looked for.</summary>
    /// <value>1 second unless set; more than zero, at most 24 days.</value>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From this time on, a call of the store library is logged as slow.</summary>
    /// <value>1 second unless set; more than zero.</value>
    public TimeSpan SlowCall { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>True to try a put again, alone or of a list, with growing pauses within the operation's timeout, while the store has no room.</summary>
    /// <value>False unless set.</value>
    public bool RetryWhenFull { get; set; }

    /// <summary>A copy of its own.</summary>
    internal PipelineOptions Clone() => (PipelineOptions)MemberwiseClone();
}
