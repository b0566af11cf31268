using Mooncake.Options;

namespace Mooncake.Administration;

/// <summary>Creates the errors of requests to the master's HTTP port.</summary>
internal static class AdminErrors
{
    private const string CheckAddress =
        "Check admin= (Cluster.AdminAddress) and that the master runs with its HTTP port (9003 by default) reachable from here.";

    /// <summary>The options name no port.</summary>
    internal static StoreError NotConfigured(StoreOperation operation) => new(
        StoreErrorCode.InvalidConfiguration,
        operation,
        "The master's HTTP port is not configured, and the native library cannot answer this.",
        "Add admin=auto to the connection string for the master's host and port 9003, or admin=host:port.");

    /// <summary>A key that the master would split, or that is no key.</summary>
    internal static StoreError KeyCannotBeAsked(StoreOperation operation) => new(
        StoreErrorCode.KeyNotEncodable,
        operation,
        "The key has a comma, at which the master's HTTP port splits lists of keys, or characters that are not allowed in keys.",
        "Use ExistsAsync, which grants a lease. Keys from templates never have commas: they are escaped.");

    /// <summary>No connection, or a broken one.</summary>
    internal static StoreError Unreachable(StoreOperation operation, Uri address, Exception exception) => new(
        StoreErrorCode.MasterUnreachable,
        operation,
        $"The request to the master's HTTP port at {Of(address)} failed: {exception.Message}",
        CheckAddress)
    {
        Exception = exception,
        Retry = RetryClass.WhenReachable,
    };

    /// <summary>No answer in time.</summary>
    internal static StoreError TimedOut(StoreOperation operation, Uri address, TimeSpan limit) => new(
        StoreErrorCode.Timeout,
        operation,
        $"The master's HTTP port at {Of(address)} did not answer within {DurationText.Format(limit)}.",
        "Retry later; if that does not help, check the master, or raise timeout= (OperationTimeout).")
    {
        Retry = RetryClass.AfterBackoff,
    };

    /// <summary>A status that is not success.</summary>
    internal static StoreError Refused(StoreOperation operation, Uri address, int status) => new(
        status == 503 ? StoreErrorCode.UnavailableInCurrentStatus : StoreErrorCode.InternalError,
        operation,
        $"The master's HTTP port at {Of(address)} answered with status {status}.",
        status == 503
            ? "This master is not serving. Retry later, or set admin= (Cluster.AdminAddress) to the leader's HTTP port."
            : CheckAddress)
    {
        Retry = status >= 500 ? RetryClass.AfterBackoff : RetryClass.Never,
    };

    /// <summary>An answer that is not what the master sends.</summary>
    internal static StoreError Unreadable(StoreOperation operation, Uri address, string problem, Exception? exception) => new(
        StoreErrorCode.DeserializeFail,
        operation,
        $"The answer of {Of(address)} cannot be read: {problem}",
        "Check that admin= (Cluster.AdminAddress) names a Mooncake master's HTTP port, and that the master's version is supported.")
    {
        Exception = exception,
    };

    private static string Of(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
