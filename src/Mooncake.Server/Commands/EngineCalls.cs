namespace Mooncake.Server.Commands;

/// <summary>How a command reaches an engine whose calls wait for something outside the process.</summary>
internal enum EngineCalls
{
    /// <summary>It calls no engine, and runs at once.</summary>
    None = 0,

    /// <summary>It runs as a whole on a thread of the pipeline.</summary>
    OnLane,

    /// <summary>It reads whole objects; neighbours read theirs in the same call.</summary>
    Get,

    /// <summary>It asks whether objects are there.</summary>
    Exists,

    /// <summary>It stores objects in place of others.</summary>
    Replace,

    /// <summary>It removes objects.</summary>
    Remove,
}
