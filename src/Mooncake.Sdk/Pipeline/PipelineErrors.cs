using Mooncake.Operations;

namespace Mooncake.Pipeline;

/// <summary>Makes the errors of calls that the backend did not answer.</summary>
internal static class PipelineErrors
{
    /// <summary>A backend threw.</summary>
    internal static StoreError BackendThrew(Exception exception) => new(
        StoreErrorCode.InternalError,
        StoreOperation.None,
        $"The backend threw {exception.GetType().Name}: {exception.Message}",
        "Backends answer codes and throw nothing; mend the one that DecorateBackend put in.")
    {
        Exception = exception,
        Outcome = WriteOutcome.Unknown,
    };

    /// <summary>The error of a call that ended without an answer of the backend.</summary>
    /// <param name="call">The call, answered.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="options">Where the limits come from.</param>
    internal static StoreError Of(PendingCall call, StoreOperation operation, string? key, MooncakeStoreOptions options)
    {
        bool writes = operation.Writes();
        bool mayHaveRun = call.Outcome is CallOutcome.TimedOutInCall or CallOutcome.ClosedInCall or CallOutcome.Faulted;
        (StoreErrorCode code, string cause, string remedy, RetryClass retry) = call.Outcome switch
        {
            CallOutcome.TimedOutInQueue => (
                StoreErrorCode.Timeout,
                $"The operation did not come to its turn within {options.OperationTimeout}.",
                "The store is slower than the load: look at queue depth and call times, raise timeout= (OperationTimeout), or ask for less at a time.",
                RetryClass.AfterBackoff),
            CallOutcome.TimedOutInCall => (
                StoreErrorCode.Timeout,
                $"The call of the store library had not returned when the operation's {options.OperationTimeout} were over.",
                "Check the master and the network; timeout= (OperationTimeout) sets the limit.",
                RetryClass.WhenReachable),
            CallOutcome.QueueFull => (
                StoreErrorCode.QueueFull,
                $"The queue of {options.Pipeline.QueueCapacity} operations stayed full until the operation's {options.OperationTimeout} were over.",
                "Ask for less at a time, or raise PipelineOptions.QueueCapacity.",
                RetryClass.AfterBackoff),
            CallOutcome.Closed => (
                StoreErrorCode.StoreClosed,
                "The store was disposed before the operation had begun.",
                "Await all operations before disposing the store.",
                RetryClass.Never),
            CallOutcome.ClosedInCall => (
                StoreErrorCode.StoreClosed,
                $"The store was disposed, and the call of the store library did not return within {options.CloseTimeout}.",
                "Await all operations before disposing the store; close-timeout= (CloseTimeout) sets the limit.",
                RetryClass.Never),
            CallOutcome.LanesHung => (
                StoreErrorCode.LanesHung,
                $"All lanes hang in calls of the store library that have not returned within {options.OperationTimeout}, and no more are started.",
                "Check the master and the network; operations are taken again as soon as one call returns.",
                RetryClass.WhenReachable),
            CallOutcome.CircuitOpen => (
                StoreErrorCode.CircuitOpen,
                $"The master was found gone after {options.Pipeline.CircuitThreshold} failed calls in a row; operations fail at once until it answers again.",
                "Check that the master runs and can be reached; the SDK looks for it by itself, and the store's HealthChanged event tells when it is back.",
                RetryClass.WhenReachable),
            _ => (
                call.Fault?.Code ?? StoreErrorCode.InternalError,
                call.Fault?.Cause ?? "The operation ended without an answer.",
                call.Fault?.Remedy ?? "Report this.",
                call.Fault?.Retry ?? RetryClass.Never),
        };

        return new StoreError(code, operation, cause, remedy)
        {
            Key = key,
            Retry = retry,
            Exception = call.Fault?.Exception,
            Outcome = !writes ? WriteOutcome.NotAWrite : mayHaveRun ? WriteOutcome.Unknown : WriteOutcome.NotApplied,
        };
    }
}
