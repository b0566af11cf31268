using Mooncake.Options;

namespace Mooncake.Hosting;

/// <summary>The errors of a hosted store.</summary>
internal static class HostErrors
{
    /// <summary>An attempt to open the store did not end within its time limit.</summary>
    /// <param name="limit">The limit.</param>
    internal static StoreError OpenTimedOut(TimeSpan limit) => new(
        StoreErrorCode.Timeout,
        StoreOperation.Open,
        $"The store was not open after {DurationText.Format(limit)}.",
        "Check the master, the disk and the network, or raise OpenTimeout (MooncakeHostOptions).")
    {
        Retry = RetryClass.AfterBackoff,
    };
}
