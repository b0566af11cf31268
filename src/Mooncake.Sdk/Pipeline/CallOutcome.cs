namespace Mooncake.Pipeline;

/// <summary>How a call ended for its caller.</summary>
internal enum CallOutcome
{
    /// <summary>It has not ended.</summary>
    None = 0,

    /// <summary>The backend returned.</summary>
    Answered = 1,

    /// <summary>The deadline passed before a lane took the call: nothing was done.</summary>
    TimedOutInQueue = 2,

    /// <summary>The deadline passed while a lane was executing the call: its effect is unknown.</summary>
    TimedOutInCall = 3,

    /// <summary>The deadline passed while the queue was full.</summary>
    QueueFull = 4,

    /// <summary>The caller cancelled before a lane took the call: nothing was done.</summary>
    CanceledInQueue = 5,

    /// <summary>The caller cancelled while a lane was executing the call: its effect is unknown.</summary>
    CanceledInCall = 6,

    /// <summary>The store was disposed before a lane took the call: nothing was done.</summary>
    Closed = 7,

    /// <summary>Every lane hangs in a native call.</summary>
    LanesHung = 8,

    /// <summary>The master is unreachable.</summary>
    CircuitOpen = 9,

    /// <summary>The backend threw, or no buffer was available for another attempt.</summary>
    Faulted = 10,

    /// <summary>The store was disposed, and the native call did not return within the close timeout: its effect is unknown.</summary>
    ClosedInCall = 11,
}
