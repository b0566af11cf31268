namespace Mooncake.Errors;

/// <content>Codes about arguments, objects and their replicas.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfObjects(StoreErrorCode code) => code switch
    {
        StoreErrorCode.NoAvailableHandle => new(
            "No segment has room for the object, and nothing can be evicted: what is there is leased, pinned or being written, or the object is larger than every segment.",
            "Wait for leases to end, pin less, or give the cluster more memory (segment= in the connection string).",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidKey => new(
            "The store refused the key.", "Use another key.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.WriteFail => new(
            "Writing the object inside the store failed.",
            "Try again; if it repeats, look at the library's log on the machines that hold segments.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.InvalidParams => new(
            "The store refused the arguments.",
            "The SDK checks arguments before the call, so the store's own limits are at work: compare the object's size with local-buffer= and segment=.",
            RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.IllegalClient => new(
            "The object belongs to another client's unfinished write.", "Try again once that write is over.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidWrite => new(
            "The object is not in a state in which it can be written: another write of it is under way or was given up.",
            "Try again shortly; the master drops writes that were given up.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidRead => new(
            "The object is not in a state in which it can be read.", "Try again shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ReplicaIsNotReady => new(
            "The object is still being written by another client.", "Try again shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectNotFound => new(
            "There is no object with this key.",
            "Take a miss for normal, and store the object where it is needed: objects can be evicted at any time.",
            RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectAlreadyExists => new(
            "An object with this key is there already, and objects are immutable.", "Use ReplaceAsync to remove it first.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectHasLease => new(
            "A reader holds a lease on the object: a get, an existence check or a size query within the lease time grants one.",
            "Wait until the lease has run out (RemoveOptions.WaitForLease does), or force the removal.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.LeaseExpired => new(
            "The lease ran out before the transfer was done, so the bytes cannot be trusted.",
            "Try again; if it repeats, the transfer takes longer than the master's lease time.",
            RetryClass.Immediately, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectHasReplicationTask or StoreErrorCode.ObjectReplicaBusy => new(
            "A copy or move of the object is under way.", "Try again shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectNoReplicationTask or StoreErrorCode.InvalidReplica or StoreErrorCode.ReplicaNotFound or StoreErrorCode.ReplicaAlreadyExists
            or StoreErrorCode.ReplicaIsGone or StoreErrorCode.ReplicaNotInLocalMemory => new(
            $"A replica of the object is not what the operation took it for ({code}): it was moved, evicted or lost meanwhile.",
            "Try again; if it repeats, remove the object and store it anew.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.TransferFail => new(
            "The transfer of the bytes failed: often the client that held the object is gone.",
            "Treat the object as lost if it repeats; the master forgets it within seconds.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.ChecksumMismatch => new(
            "The store's own checksum does not fit the bytes.", "Remove the object and store it anew.", RetryClass.Never, WriteOutcome.Unknown),
        _ => null,
    };
}
