namespace Mooncake.Errors;

/// <summary>What is known of an error code wherever it comes up.</summary>
/// <param name="Cause">What happened, in a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Retry">Whether the same operation can succeed when tried again.</param>
/// <param name="Write">What a write that ended so did to the store.</param>
internal readonly record struct ErrorFacts(string Cause, string Remedy, RetryClass Retry, WriteOutcome Write)
{
    /// <summary>The facts of a code that the store library answered.</summary>
    /// <param name="code">The code, known or not.</param>
    internal static ErrorFacts Of(StoreErrorCode code) => code switch
    {
        StoreErrorCode.InternalError => new(
            "The store library met an internal error.",
            "Look at the library's log for the time of the call; if it repeats, report it with that log.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.SegmentNotFound or StoreErrorCode.ClientNotFound => new(
            "The master no longer knows this client's segment.",
            "The client joins again by itself; try again shortly. What it held is gone from the cluster.",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.NoAvailableHandle => new(
            "No segment has room for the object, and nothing can be evicted: what is there is leased, pinned or being written, or the object is larger than every segment.",
            "Wait for leases to end, pin less, or give the cluster more memory (segment= in the connection string).",
            RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidParams => new(
            "The store refused the arguments.",
            "The SDK checks arguments before the call, so the store's own limits are at work: compare the object's size with local-buffer= and segment=.",
            RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.InvalidKey => new(
            "The store refused the key.", "Use another key.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.ReplicaIsNotReady => new(
            "The object is still being written by another client.", "Try again shortly.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        StoreErrorCode.ObjectNotFound => new(
            "There is no object with this key.", "", RetryClass.Never, WriteOutcome.NotApplied),
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
        StoreErrorCode.TransferFail => new(
            "The transfer of the bytes failed: often the client that held the object is gone.",
            "Treat the object as lost if it repeats; the master forgets it within seconds.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.ChecksumMismatch => new(
            "The store's own checksum does not fit the bytes.", "Remove the object and store it anew.", RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.RpcFail or StoreErrorCode.RpcTimeout => new(
            "The master did not answer.",
            "Check that the master runs and can be reached; calls succeed again by themselves when it is back, with an empty cache.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.UnavailableInCurrentStatus or StoreErrorCode.UnavailableInCurrentMode or StoreErrorCode.NotSupported => new(
            "The cluster cannot do this in its present state or mode.", "Look at the master's configuration.", RetryClass.Never, WriteOutcome.NotApplied),
        StoreErrorCode.TenantQuotaExceeded => new(
            "The tenant's quota is used up.", "Remove objects or raise the quota.", RetryClass.AfterBackoff, WriteOutcome.NotApplied),
        _ => new(
            Enum.IsDefined(code) ? $"The store answered {code}." : $"The store answered {(int)code}, which this version of the SDK does not know.",
            "Look at Mooncake's documentation of its error codes, and at the master's log.",
            RetryClass.Never, WriteOutcome.Unknown),
    };
}
