namespace Mooncake.Durable;

/// <summary>When a write is acknowledged, and therefore what an acknowledged write survives.</summary>
public enum DurableSync
{
    /// <summary>When the log is on disk: the write survives a power failure. Concurrent writes share one sync.</summary>
    Commit = 0,

    /// <summary>
    /// When the log is in the operating system's cache: the write survives the end of the process, but not a power failure.
    /// </summary>
    Process = 1,

    /// <summary>
    /// When it is in memory; there is no log. A crash loses everything written since the last flush of the memtables, which are flushed
    /// when they are full and when the store is closed. For caches.
    /// </summary>
    None = 2,
}
