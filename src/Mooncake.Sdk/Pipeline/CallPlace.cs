namespace Mooncake.Pipeline;

/// <summary>Where a call is; changed under its group's lock only.</summary>
internal enum CallPlace
{
    /// <summary>With its caller, before or after the pipeline.</summary>
    Outside = 0,

    /// <summary>Waiting for a lane.</summary>
    Queued = 1,

    /// <summary>Waiting for room in the queue.</summary>
    Overflowing = 2,

    /// <summary>In a lane.</summary>
    Running = 3,

    /// <summary>Between two tries: waiting for a buffer, or for a pause to end.</summary>
    Parked = 4,

    /// <summary>Waiting for an earlier put of the same key to end.</summary>
    HeldBack = 5,
}
