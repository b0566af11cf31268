using Mooncake.Operations;
using Mooncake.Options;

namespace Mooncake.Pipeline;

/// <summary>Creates the errors of calls that ended without a return code of the backend.</summary>
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

    /// <summary>The error of a call that ended without a return code of the backend.</summary>
    /// <param name="call">The call, which has ended.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="options">The options, which set the limits.</param>
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
                $"The native call did not return within the operation's timeout of {DurationText.Format(options.OperationTimeout)}.",
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
                $"The store was disposed, and the native call did not return within {DurationText.Format(options.CloseTimeout)}.",
                "Await all operations before disposing the store; close-timeout= (CloseTimeout) sets how long closing waits.",
                RetryClass.Never),
            CallOutcome.LanesHung => (
                StoreErrorCode.LanesHung,
                $"All lanes hang in native calls that did not return within {DurationText.Format(options.OperationTimeout)}, and the limit of lanes is reached.",
                "Check the master and the network; operations are accepted again when one of the calls returns.",
                RetryClass.WhenReachable),
            CallOutcome.CircuitOpen => (
                StoreErrorCode.CircuitOpen,
                $"The master does not respond: {options.Pipeline.CircuitThreshold} consecutive calls failed, or none returned for "
                    + $"{DurationText.Format(options.Pipeline.SilenceTimeout)}. Operations fail immediately until it responds again.",
                "Check that the master is running and is reachable; the SDK probes it, and HealthChanged is raised when it is reachable again.",
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
