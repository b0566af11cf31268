namespace Mooncake.Pipeline;

/// <summary>What becomes of a call after an answer.</summary>
internal enum CallContinuation
{
    /// <summary>The answer is the caller's.</summary>
    None = 0,

    /// <summary>The call goes back into the queue at once.</summary>
    Requeue = 1,

    /// <summary>The call has been parked, and will requeue itself.</summary>
    Parked = 2,
}
