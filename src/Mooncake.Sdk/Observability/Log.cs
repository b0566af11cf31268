using Microsoft.Extensions.Logging;

namespace Mooncake.Observability;

/// <summary>What the SDK logs, with stable event ids; never the bytes of objects.</summary>
internal static partial class Log
{
    /// <summary>The category of all messages.</summary>
    internal const string Category = "Mooncake.Sdk";

    /// <summary>A store has opened.</summary>
    [LoggerMessage(1, LogLevel.Information, "Store opened: {Engine}, host name {Hostname}.")]
    internal static partial void Opened(ILogger logger, StoreEngine engine, string hostname);

    /// <summary>A store has closed, with something left.</summary>
    [LoggerMessage(2, LogLevel.Warning, "Store closed while buffers or leases were in use, or memory stayed registered: {Error}")]
    internal static partial void ClosedWithRest(ILogger logger, StoreError error);

    /// <summary>An object's bytes were not what they should be.</summary>
    [LoggerMessage(3, LogLevel.Error, "Object of type {Type} is unreadable: {Error}")]
    internal static partial void Unreadable(ILogger logger, string type, StoreError error);

    /// <summary>A native call took long.</summary>
    [LoggerMessage(4, LogLevel.Warning, "A {Kind} call of the store library with {Count} objects took {Milliseconds} ms.")]
    internal static partial void SlowCall(ILogger logger, string kind, int count, double milliseconds);

    /// <summary>A native call hangs.</summary>
    [LoggerMessage(5, LogLevel.Error, "A call of the store library has not returned for {Milliseconds} ms; {HungLanes} lanes hang.")]
    internal static partial void LaneHangs(ILogger logger, double milliseconds, int hungLanes);

    /// <summary>A native call that hung has returned.</summary>
    [LoggerMessage(6, LogLevel.Information, "A hung call of the store library has returned; {HungLanes} lanes still hang.")]
    internal static partial void LaneReturned(ILogger logger, int hungLanes);

    /// <summary>The master is gone.</summary>
    [LoggerMessage(7, LogLevel.Error, "The master is unreachable; operations fail at once until it answers again.")]
    internal static partial void MasterGone(ILogger logger);

    /// <summary>The master is back.</summary>
    [LoggerMessage(8, LogLevel.Information, "The master answers again; if it was restarted, all objects are gone.")]
    internal static partial void MasterBack(ILogger logger);

    /// <summary>Leaving the cluster takes longer than closing may.</summary>
    [LoggerMessage(10, LogLevel.Warning, "Leaving the cluster takes longer than {Milliseconds} ms and continues in the background; this is usual if the master is gone.")]
    internal static partial void LeavingTakesLong(ILogger logger, double milliseconds);

    /// <summary>A handler of the application's threw.</summary>
    [LoggerMessage(9, LogLevel.Error, "A handler of HealthChanged threw.")]
    internal static partial void HandlerThrew(ILogger logger, Exception exception);
}
