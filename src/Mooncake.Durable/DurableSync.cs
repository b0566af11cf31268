namespace Mooncake.Durable;

/// <summary>When a write is answered, and hence what an acknowledged write survives.</summary>
public enum DurableSync
{
    /// <summary>When the log is on disk: it survives a power failure. Writes that wait together share one sync.</summary>
    Commit = 0,

    /// <summary>When the log is in the operating system's cache: it survives the end of the process, not a power failure.</summary>
    Process = 1,

    /// <summary>
    /// When it is in memory; there is no log. A crash loses what was written since the last flush of the memtables, which are flushed when
    /// they are full and when the store is closed. For caches.
    /// </summary>
    None = 2,
}
