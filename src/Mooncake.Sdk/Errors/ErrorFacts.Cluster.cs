namespace Mooncake.Errors;

/// <content>Codes for the library, the master, the metadata service and tenants.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfCluster(StoreErrorCode code) => code switch
    {
        StoreErrorCode.InternalError => new(
            "The store encountered an internal error.",
            "Check the library's log at the time of the call; if it happens again, report it with that log.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.BufferOverflow => new(
            "A buffer inside the store library was too small.",
            "Check the library's log; if it happens again, report it with that log.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.ShardIndexOutOfRange => new(
            $"The store library and the master have incompatible versions ({code}).",
            "Run the same version of Mooncake on both.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.InvalidVersion => new(
            $"On a cluster, the store library and the master have incompatible versions ({code}). On durable://, the package does not support the format version of the folder.",
            "On a cluster, run the same version of Mooncake on both sides. On durable://, update the package Mooncake.Durable or use another folder.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.SegmentNotFound or StoreErrorCode.ClientNotFound => new(
            "The master has dropped this client's segment.",
            "Retry shortly: the client rejoins automatically, and the objects in its segment are lost.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.SegmentAlreadyExists => new(
            "The master already has a segment with this client's name.",
            "Give each client a unique name (hostname= in the connection string). If this client has restarted after a crash, retry in a few seconds, when the master has dropped the old segment.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.RpcFail or StoreErrorCode.RpcTimeout => new(
            "The master did not respond.",
            "Check that the master is running and is reachable; calls succeed again once it is back, with an empty store.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.EtcdOperationError or StoreErrorCode.EtcdKeyNotExist or StoreErrorCode.EtcdTransactionFail or StoreErrorCode.EtcdContextCancelled
            or StoreErrorCode.K8sLeaseOperationError or StoreErrorCode.K8sLeaseNotFound => new(
            $"The service that coordinates the masters failed ({code}).",
            "Check that the master can reach etcd or the Kubernetes API.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.OpLogEntryNotFound or StoreErrorCode.IncompleteOpLogCatchUp => new(
            $"The master has taken over from another one and has not caught up yet ({code}).",
            "Continue without the store until the new master has caught up; if that takes long, check its log.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.UnavailableInCurrentStatus or StoreErrorCode.UnavailableInCurrentMode or StoreErrorCode.NotSupported => new(
            "The cluster does not support this operation in its current state or mode.", "Check the master's configuration.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.TaskNotFound or StoreErrorCode.JobNotFound => new(
            $"The master has no such task or job ({code}).", "Check the master's log; it may have restarted.", RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.TaskPendingLimitExceeded => new(
            "The master's task queue is full.", "Retry shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.TenantQuotaExceeded => new(
            "The tenant's quota is used up.", "Remove objects or raise the quota.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.TenantNotRegistered or StoreErrorCode.TenantNotEmpty => new(
            $"The master rejected the tenant ({code}).", "Check the master's tenant configuration.", RetryClass.Never, WriteOutcome.NotApplied),
        _ => null,
    };
}
