namespace Mooncake.Pipeline;

/// <summary>Where a call is; changed only under its group's lock.</summary>
internal enum CallState
{
    /// <summary>With its caller, before or after the pipeline.</summary>
    Outside = 0,

    /// <summary>Waiting for a lane.</summary>
    Queued = 1,

    /// <summary>Waiting for room in the queue.</summary>
    Overflowing = 2,

    /// <summary>In a lane.</summary>
    Running = 3,

    /// <summary>Between two attempts: waiting for a buffer, or for the end of a pause.</summary>
    Parked = 4,

    /// <summary>Waiting for an earlier put of the same key to end.</summary>
    HeldBack = 5,
}
