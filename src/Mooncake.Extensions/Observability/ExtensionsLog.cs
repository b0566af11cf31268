using Microsoft.Extensions.Logging;

namespace Mooncake.Observability;

/// <summary>The log messages of this package, with stable event ids; never the bytes of objects.</summary>
internal static partial class ExtensionsLog
{
    /// <summary>The category of all messages.</summary>
    internal const string Category = "Mooncake.Extensions";

    /// <summary>The store could not be opened, and the host tries again.</summary>
    [LoggerMessage(200, LogLevel.Error, "The store could not be opened; the next attempt is in {Milliseconds:F0} ms.")]
    internal static partial void OpenFailed(ILogger logger, Exception exception, double milliseconds);

    /// <summary>The store is open after failed attempts.</summary>
    [LoggerMessage(201, LogLevel.Information, "The store is open, after {Attempts} attempts.")]
    internal static partial void OpenedLate(ILogger logger, int attempts);

    /// <summary>Closing the store has left something behind.</summary>
    [LoggerMessage(202, LogLevel.Warning, "The store did not close completely: {Error}")]
    internal static partial void ClosedLate(ILogger logger, StoreError error);

    /// <summary>The host's shutdown timeout has passed before the store was closed.</summary>
    [LoggerMessage(203, LogLevel.Warning, "The host's shutdown timeout passed before the store was closed.")]
    internal static partial void ClosingInterrupted(ILogger logger);

    /// <summary>The cache's operations fail.</summary>
    [LoggerMessage(210, LogLevel.Warning, "The distributed cache is unavailable; calls follow WhenUnavailable={Policy}. {Error}")]
    internal static partial void CacheUnavailable(ILogger logger, CacheOutage policy, StoreError error);

    /// <summary>The cache's operations succeed again.</summary>
    [LoggerMessage(211, LogLevel.Information, "The distributed cache is available again.")]
    internal static partial void CacheAvailable(ILogger logger);

    /// <summary>An entry could not be stored or read, although the store is available.</summary>
    [LoggerMessage(212, LogLevel.Warning, "The distributed cache skipped an entry: {Error}")]
    internal static partial void EntrySkipped(ILogger logger, StoreError error);
}
