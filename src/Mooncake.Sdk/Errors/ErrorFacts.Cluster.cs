namespace Mooncake.Errors;

/// <content>Codes about the library, the master, the metadata service and tenants.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfCluster(StoreErrorCode code) => code switch
    {
        StoreErrorCode.InternalError => new(
            "The store library met an internal error.",
            "Look at the library's log for the time of the call; if it repeats, report it with that log.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.BufferOverflow => new(
            "A buffer inside the store library was too small.",
            "Look at the library's log, and raise local-buffer= in the connection string.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.ShardIndexOutOfRange or StoreErrorCode.InvalidVersion => new(
            $"The store library and the master do not understand each other ({code}).",
            "Run the same version of Mooncake on both sides.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.SegmentNotFound or StoreErrorCode.ClientNotFound => new(
            "The master no longer knows this client's segment.",
            "The client joins again by itself; try again shortly. What it held is gone from the cluster.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.SegmentAlreadyExists => new(
            "The master knows a segment of this client's name already.",
            "Give each client a name of its own (hostname= in the connection string); after a crash the old one is forgotten within seconds.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.RpcFail or StoreErrorCode.RpcTimeout => new(
            "The master did not answer.",
            "Check that the master runs and can be reached; calls succeed again by themselves when it is back, with an empty cache.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.EtcdOperationError or StoreErrorCode.EtcdKeyNotExist or StoreErrorCode.EtcdTransactionFail or StoreErrorCode.EtcdContextCancelled
            or StoreErrorCode.K8sLeaseOperationError or StoreErrorCode.K8sLeaseNotFound => new(
            $"The service that the masters coordinate through failed ({code}).",
            "Check that etcd, or the Kubernetes lease, can be reached from the master.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.OpLogEntryNotFound or StoreErrorCode.IncompleteOpLogCatchUp => new(
            $"The master has taken over from another one and has not caught up yet ({code}).",
            "Try again shortly; if it repeats, look at the master's log.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.UnavailableInCurrentStatus or StoreErrorCode.UnavailableInCurrentMode or StoreErrorCode.NotSupported => new(
            "The cluster cannot do this in its present state or mode.", "Look at the master's configuration.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.TaskNotFound or StoreErrorCode.JobNotFound => new(
            $"The master has no such task or job ({code}).", "Look at the master's log; it may have been restarted.", RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.TaskPendingLimitExceeded => new(
            "The master has as many tasks waiting as it takes.", "Try again shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.TenantQuotaExceeded => new(
            "The tenant's quota is used up.", "Remove objects or raise the quota.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.TenantNotRegistered or StoreErrorCode.TenantNotEmpty => new(
            $"The master refuses the tenant ({code}).", "Look at the master's configuration of tenants.", RetryClass.Never, WriteOutcome.NotApplied),
        _ => null,
    };
}
