using Mooncake.Operations;
using Mooncake.Options;

namespace Mooncake.Pipeline;

/// <summary>Makes the errors of calls that the backend did not answer.</summary>
internal static class PipelineErrors
{
    /// <summary>A backend threw.</summary>
    internal static StoreError BackendThrew(Exception exception) => new(
        StoreErrorCode.InternalError,
        StoreOperation.None,
        $"The backend threw {exception.GetType().Name}: {exception.Message}",
        "Fix the backend returned by DecorateBackend: a backend returns codes and never throws.")
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
                $"The operation waited in the queue until its timeout of {DurationText.Format(options.OperationTimeout)}.",
                "Reduce the load, or raise timeout= (OperationTimeout); compare queue depth and call times.",
                RetryClass.AfterBackoff),
            CallOutcome.TimedOutInCall => (
                StoreErrorCode.Timeout,
                $"The store library's call did not return within the operation's timeout of {DurationText.Format(options.OperationTimeout)}.",
                "Check the master and the network; timeout= (OperationTimeout) sets how long an operation waits.",
                RetryClass.WhenReachable),
            CallOutcome.QueueFull => (
                StoreErrorCode.QueueFull,
                $"The queue of {options.Pipeline.QueueCapacity} operations stayed full for the operation's timeout of {DurationText.Format(options.OperationTimeout)}.",
                "Reduce the load, or raise queue= (PipelineOptions.QueueCapacity).",
                RetryClass.AfterBackoff),
            CallOutcome.Closed => (
                StoreErrorCode.StoreClosed,
                "The store was disposed before the operation started.",
                "Await all operations before disposing the store.",
                RetryClass.Never),
            CallOutcome.ClosedInCall => (
                StoreErrorCode.StoreClosed,
                $"The store was disposed, and the store library's call did not return within {DurationText.Format(options.CloseTimeout)}.",
                "Await all operations before disposing the store; close-timeout= (CloseTimeout) sets how long closing waits.",
                RetryClass.Never),
            CallOutcome.LanesHung => (
                StoreErrorCode.LanesHung,
                $"All lanes hang in calls of the store library that did not return within {DurationText.Format(options.OperationTimeout)}, and the limit of lanes is reached.",
                "Check the master and the network; operations are accepted again when one of the calls returns.",
                RetryClass.WhenReachable),
            CallOutcome.CircuitOpen => (
                StoreErrorCode.CircuitOpen,
                $"The master does not answer: {options.Pipeline.CircuitThreshold} calls in a row failed, or none returned for "
                    + $"{options.Pipeline.SilenceTimeout}. Operations fail at once until it answers again.",
                "Check that the master runs and is reachable; the SDK probes it, and the store's HealthChanged event reports when it is back.",
                RetryClass.WhenReachable),
            _ => (
                call.Fault?.Code ?? StoreErrorCode.InternalError,
                call.Fault?.Cause ?? "The operation ended without a result.",
                call.Fault?.Remedy ?? "Report this as a bug.",
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
