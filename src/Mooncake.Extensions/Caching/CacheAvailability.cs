using Microsoft.Extensions.Logging;
using Mooncake.Buffers;
using Mooncake.Observability;
using Mooncake.Options;

namespace Mooncake.Caching;

/// <summary>Decides what a failure of the store means for a call to the cache, and reports it. Thread-safe.</summary>
/// <param name="options">The cache's options.</param>
/// <param name="logger">The logger.</param>
/// <param name="time">The clock of the limit on log messages.</param>
internal sealed class CacheAvailability(MooncakeCacheOptions options, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan SkipInterval = TimeSpan.FromMinutes(1);

    // A store some of whose calls fail would otherwise log its state with every call.
    private static readonly TimeSpan RecoveryTime = TimeSpan.FromSeconds(1);

    private int _isUnavailable;
    private long _lastOutage;
    private long _nextSkipMessage = time.GetTimestamp();

    /// <summary>Records that a call has reached the store.</summary>
    internal void Succeeded()
    {
        if (Volatile.Read(ref _isUnavailable) != 0
            && time.GetElapsedTime(Volatile.Read(ref _lastOutage)) >= RecoveryTime
            && Interlocked.Exchange(ref _isUnavailable, 0) != 0)
        {
            ExtensionsLog.CacheAvailable(logger);
        }
    }

    /// <summary>Records a failed call. If it returns, the call is a miss or has no effect.</summary>
    /// <param name="error">The store's error.</param>
    /// <param name="operation">The cache's operation.</param>
    /// <param name="mustThrow">True to throw whatever the options say.</param>
    /// <exception cref="StoreException">The failure must reach the caller.</exception>
    internal void Failed(StoreError error, string operation, bool mustThrow)
    {
        error = error.Code == StoreErrorCode.Timeout ? TimedOut(error) : error;
        CacheInstruments.Failures.Add(
            1, new(CacheInstruments.Operation, operation), new(AttributeNames.ErrorType, error.Code.ToString()));
        if (IsOutage(error))
        {
            Volatile.Write(ref _lastOutage, time.GetTimestamp());
            if (Interlocked.Exchange(ref _isUnavailable, 1) == 0)
            {
                ExtensionsLog.CacheUnavailable(logger, options.WhenUnavailable, error);
            }
        }
        else if (MayReportSkip())
        {
            ExtensionsLog.EntrySkipped(logger, error);
        }

        if (mustThrow || options.WhenUnavailable == CacheOutage.Throw)
        {
            throw new StoreException(error);
        }
    }

    /// <summary>True for a failure of the store; false for one that concerns a single entry, or a full store.</summary>
    private static bool IsOutage(StoreError error) =>
        error.Code is StoreErrorCode.StoreClosed
        || error.Retry == RetryClass.WhenReachable
        || (error.Retry == RetryClass.AfterBackoff
            && error.Code is not (StoreErrorCode.NoAvailableHandle or StoreErrorCode.ObjectHasLease));

    /// <summary>The store's error names the store's own timeout.</summary>
    private StoreError TimedOut(StoreError error) => new(
        error.Code,
        error.Operation,
        $"The call to the distributed cache did not end within {DurationText.Format(options.Timeout)}.",
        "Check the master and the network, or raise Timeout (MooncakeCacheOptions).")
    {
        Key = error.Key,
        Retry = error.Retry,
        Outcome = error.Outcome,
        Exception = error.Exception,
    };

    private bool MayReportSkip()
    {
        long due = Volatile.Read(ref _nextSkipMessage);
        long next = Timestamps.After(time, SkipInterval);
        return time.GetTimestamp() >= due && Interlocked.CompareExchange(ref _nextSkipMessage, next, due) == due;
    }
}
