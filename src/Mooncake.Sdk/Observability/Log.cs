using Microsoft.Extensions.Logging;

namespace Mooncake.Observability;

/// <summary>The SDK's log messages, with stable event ids. They never contain the bytes of objects.</summary>
internal static partial class Log
{
    /// <summary>The category of all messages.</summary>
    internal const string Category = "Mooncake.Sdk";

    /// <summary>A store has been opened.</summary>
    [LoggerMessage(1, LogLevel.Information, "Store opened: {Engine}, host name {Hostname}.")]
    internal static partial void Opened(ILogger logger, StoreEngine engine, string hostname);

    /// <summary>A store has been closed, but not everything was released.</summary>
    [LoggerMessage(2, LogLevel.Warning, "Store closed while buffers or leases were in use, or memory stayed registered: {Error}")]
    internal static partial void ClosedWithOpenBuffers(ILogger logger, StoreError error);

    /// <summary>An object's bytes are not a valid value of its type.</summary>
    [LoggerMessage(3, LogLevel.Error, "Object of type {Type} is unreadable: {Error}")]
    internal static partial void Unreadable(ILogger logger, string type, StoreError error);

    /// <summary>A native call took long.</summary>
    [LoggerMessage(4, LogLevel.Warning, "A native {Kind} call took {Milliseconds} ms; objects: {Count}.")]
    internal static partial void SlowCall(ILogger logger, string kind, int count, double milliseconds);

    /// <summary>A native call hangs.</summary>
    [LoggerMessage(5, LogLevel.Error, "A native call has not returned for {Milliseconds} ms; hung lanes: {HungLanes}.")]
    internal static partial void LaneHung(ILogger logger, double milliseconds, int hungLanes);

    /// <summary>A native call that hung has returned.</summary>
    [LoggerMessage(6, LogLevel.Information, "A hung native call has returned; lanes that still hang: {HungLanes}.")]
    internal static partial void LaneReturned(ILogger logger, int hungLanes);

    /// <summary>The master has become unreachable.</summary>
    [LoggerMessage(7, LogLevel.Error, "The master is unreachable; operations fail immediately until it responds again.")]
    internal static partial void MasterUnreachable(ILogger logger);

    /// <summary>The master is reachable again.</summary>
    [LoggerMessage(8, LogLevel.Information, "The master responds again; if it was restarted, all objects are lost.")]
    internal static partial void MasterReachable(ILogger logger);

    /// <summary>The master responds again, and what the cluster had cached is lost.</summary>
    [LoggerMessage(11, LogLevel.Warning, "The cache is cold: the master was restarted and now has {Objects} objects.")]
    internal static partial void CacheCold(ILogger logger, long objects);

    /// <summary>Leaving the cluster takes longer than the close timeout.</summary>
    [LoggerMessage(10, LogLevel.Warning, "Leaving the cluster takes longer than {Milliseconds} ms and continues in the background; this is normal if the master is down.")]
    internal static partial void SlowLeave(ILogger logger, double milliseconds);

    /// <summary>A handler of the application threw.</summary>
    [LoggerMessage(9, LogLevel.Error, "A handler of HealthChanged or BecameCold threw.")]
    internal static partial void HandlerThrew(ILogger logger, Exception exception);
}
