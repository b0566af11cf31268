namespace Mooncake;

/// <summary>What the native library of a cluster writes to standard error.</summary>
public enum NativeLogLevel
{
    /// <summary>Errors only.</summary>
    Error,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Everything, a few dozen lines for each store that is opened.</summary>
    Info,
}
