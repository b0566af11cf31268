namespace Mooncake;

/// <summary>Which thread makes the native call of an operation. Has no effect on engines whose calls cost no round trip.</summary>
public enum CallDispatch
{
    /// <summary>
    /// A lane: a thread of the SDK's. The caller never blocks, and is answered by its deadline even if the native call hangs.
    /// </summary>
    Lane,

    /// <summary>
    /// The caller's own thread, for an operation that finds nothing else under way; otherwise a lane. Saves two changes of threads for each
    /// lone call. The caller's thread, often one of the thread pool, is blocked during the native call: if the master hangs, until the call
    /// returns, however long after the deadline that is. At most two threads are blocked at a time: one by calls for small objects, one by
    /// calls for large ones.
    /// </summary>
    Caller,
}
