using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Errors;

/// <summary>Creates the errors of opening and closing a store.</summary>
internal static class OpenErrors
{
    /// <summary>The native library returned no client.</summary>
    /// <param name="libraryPath">The library's file.</param>
    internal static StoreError CreateFailed(string libraryPath) => new(
        StoreErrorCode.SetupFailed,
        StoreOperation.Open,
        $"The store library '{libraryPath}' could not create a client.",
        "Check the library's log and the machine's free memory.");

    /// <summary>Setup returned an error.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="answer">The code that setup returned.</param>
    /// <param name="failure">The engine's own explanation, or null.</param>
    internal static StoreError SetupRefused(MooncakeStoreOptions options, int answer, SetupFailure? failure)
    {
        if (failure is not null)
        {
            return new StoreError(
                failure.Code, StoreOperation.Open, failure.Cause, failure.Remedy)
            { NativeCode = answer, Details = failure.Details };
        }

        if (answer == (int)StoreErrorCode.ClusterOptionsDiffer)
        {
            return new StoreError(
                StoreErrorCode.ClusterOptionsDiffer,
                StoreOperation.Open,
                $"The embedded cluster '{options.Embedded.ClusterName}' is already open in this process with other options.",
                "Open it with the same lease, soft-pin, watermark and eviction-ratio, or use a different cluster name.");
        }

        if (answer == (int)StoreErrorCode.NoAvailableHandle && options.Engine != StoreEngine.Registered)
        {
            return new StoreError(
                StoreErrorCode.SetupFailed,
                StoreOperation.Open,
                $"There is not enough memory for this client's segment of {ByteSize.Format(options.SegmentBytes)}.",
                "Reduce segment= (SegmentBytes), or raise the memory limit of the process or its container.")
            {
                NativeCode = answer,
            };
        }

        ErrorFacts facts = ErrorFacts.Of((StoreErrorCode)answer);
        string cause = options.Engine switch
        {
            StoreEngine.Embedded => "Setting up the embedded engine failed: it",
            StoreEngine.Registered => $"Setting up the engine of {options.Registered.Scheme}:// failed: it",
            _ => $"Joining the cluster at {options.Cluster.MasterAddress} failed: the store library",
        };
        return new StoreError(
            StoreErrorCode.SetupFailed,
            StoreOperation.Open,
            $"{cause} returned {answer} ({(StoreErrorCode)answer}).",
            answer == (int)StoreErrorCode.InvalidParams
                ? $"Check segment ({options.SegmentBytes} bytes), local-buffer ({options.LocalBufferBytes} bytes), protocol and device; the library's log names the setting that it rejected."
                : $"{facts.Remedy} Check the library's log, the master, the metadata server, protocol '{options.Cluster.Protocol}' and hostname '{options.LocalHostname}'.")
        {
            NativeCode = answer,
            Retry = facts.Retry,
        };
    }

    /// <summary>Loading the library did not complete in time.</summary>
    internal static StoreError LoadTimedOut(MooncakeStoreOptions options, TimeSpan limit) => new(
        StoreErrorCode.Timeout,
        StoreOperation.Open,
        $"Loading the store library{(options.Cluster.LibraryPath is { Length: > 0 } path ? $" '{path}'" : "")} took longer than {DurationText.Format(limit)}.",
        "Check the library's file system and its dependencies; connect-timeout= and timeout= set the limit.")
    {
        Retry = RetryClass.AfterBackoff,
    };

    /// <summary>Setup did not complete in time.</summary>
    internal static StoreError SetupTimedOut(MooncakeStoreOptions options, TimeSpan limit) => options.Engine == StoreEngine.Registered
        ? new StoreError(
            StoreErrorCode.Timeout,
            StoreOperation.Open,
            $"Opening {options.Registered.Scheme}://{options.Registered.Address} took longer than {DurationText.Format(limit)}.",
            "Raise timeout=.")
        {
            Retry = RetryClass.AfterBackoff,
        }
        : new StoreError(
            StoreErrorCode.Timeout,
            StoreOperation.Open,
            $"Joining the cluster at {options.Cluster.MasterAddress} took longer than {DurationText.Format(limit)}.",
            "Check that the master is running and is reachable; connect-timeout= and timeout= set the limit.")
        {
            Retry = RetryClass.WhenReachable,
        };
}
