namespace Mooncake.Errors;

/// <content>Codes for arguments, objects and their replicas.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfObjects(StoreErrorCode code) => code switch
    {
        StoreErrorCode.NoAvailableHandle => new(
            "The store has no room for the object. Either the other objects are leased, hard-pinned or being written, or the object is larger than every segment. On a cluster, eviction can also be still in progress.",
            "Retry, or set retry-when-full=on on a cluster. If that does not help, pin fewer objects or add memory (segment=, or capacity= on durable://).",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidKey => new(
            "The store rejected the key.", "Use another key.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.WriteFail => new(
            "The store failed to write the object.",
            "Retry; if it happens again, check the library's log on the machines that lend segments.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.InvalidParams => new(
            "The store rejected the arguments.",
            "Compare the object's size with segment=, and check the library's log; the SDK has already checked all other limits.",
            RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.IllegalClient => new(
            "Another client has not finished writing the object.", "Retry when that write has finished.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidWrite => new(
            "The object cannot be written, because another write of it is in progress or was abandoned.",
            "Retry shortly; the master drops abandoned writes.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidRead => new(
            "The object cannot be read in its current state.", "Retry shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ReplicaIsNotReady => new(
            "Another client is still writing the object.", "Retry shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectNotFound => new(
            "No object has this key.",
            "Treat a miss as normal and store the object if it is needed; objects can be evicted at any time.",
            RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectAlreadyExists => new(
            "An object with this key exists, and objects are immutable.", "Use ReplaceAsync.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectHasLease => new(
            "The object has a lease, granted by a recent get, existence check or size query.",
            "Wait until the lease has expired (RemoveOptions.Waiting), or force the removal (RemoveOptions.Forced).",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.LeaseExpired => new(
            "The lease expired during the transfer, so the bytes may be wrong.",
            "Retry; if it happens again, set the master's lease time above the duration of a transfer.",
            RetryClass.Immediately, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectHasReplicationTask or StoreErrorCode.ObjectReplicaBusy => new(
            "A copy or move of the object is in progress.", "Retry shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectNoReplicationTask or StoreErrorCode.InvalidReplica or StoreErrorCode.ReplicaNotFound or StoreErrorCode.ReplicaAlreadyExists
            or StoreErrorCode.ReplicaIsGone or StoreErrorCode.ReplicaNotInLocalMemory => new(
            $"A replica of the object was moved, evicted or lost during the operation ({code}).",
            "Retry; if it happens again, remove the object and store it again.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.TransferFail => new(
            "The transfer of the bytes failed, often because the client that held the object has left or crashed.",
            "Retry; if it happens again, treat the object as lost. The master drops it within seconds.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.ChecksumMismatch => new(
            "The store's checksum does not match the bytes. The object is damaged; on durable://, it can also be a file of the folder.",
            "Remove the object and store it again; if it happens again, check memory and disks.",
            RetryClass.Never, WriteOutcome.Unknown),
        _ => null,
    };
}
