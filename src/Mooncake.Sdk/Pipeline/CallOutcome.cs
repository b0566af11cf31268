namespace Mooncake.Pipeline;

/// <summary>What a call's caller is told.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>The backend's answer.</summary>
    Answered = 1,

    /// <summary>The deadline passed before a lane had taken the call: nothing was done.</summary>
    TimedOutInQueue = 2,

    /// <summary>The deadline passed while a lane was carrying the call out: what it did is not known.</summary>
    TimedOutInCall = 3,

    /// <summary>The deadline passed while the queue was full.</summary>
    QueueFull = 4,

    /// <summary>The caller cancelled before a lane had taken the call: nothing was done.</summary>
    CanceledInQueue = 5,

    /// <summary>The caller cancelled while a lane was carrying the call out: what it did is not known.</summary>
    CanceledInCall = 6,

    /// <summary>The store was disposed before a lane had taken the call: nothing was done.</summary>
    Closed = 7,

    /// <summary>Every lane hangs in a native call.</summary>
    LanesHung = 8,

    /// <summary>The master was found gone.</summary>
    CircuitOpen = 9,

    /// <summary>The backend threw, or no buffer could be had for a second try.</summary>
    Faulted = 10,

    /// <summary>The store was disposed, and the native call did not return in the time for that: what it did is not known.</summary>
    ClosedInCall = 11,
}
