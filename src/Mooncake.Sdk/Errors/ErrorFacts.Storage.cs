namespace Mooncake.Errors;

/// <content>Codes about what the cluster keeps on disk: offloaded objects, snapshots, distributed file systems.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfStorage(StoreErrorCode code) => code switch
    {
        StoreErrorCode.FileNotFound or StoreErrorCode.FileOpenFail or StoreErrorCode.FileReadFail or StoreErrorCode.FileWriteFail
            or StoreErrorCode.FileInvalidBuffer or StoreErrorCode.FileLockFail or StoreErrorCode.FileInvalidHandle => new(
            $"A file in which the cluster keeps offloaded objects failed ({code}).",
            "Look at the disk and the permissions on the machine that offloads, and at the library's log there.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.BucketNotFound or StoreErrorCode.BucketAlreadyExists or StoreErrorCode.KeysExceedBucketLimit or StoreErrorCode.KeysUltraLimit => new(
            $"The index of offloaded objects refused the operation ({code}).",
            "Look at the offload settings of the cluster, and at the library's log.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.UnableOffload or StoreErrorCode.UnableOffloading => new(
            $"The cluster cannot offload objects ({code}).",
            "Look at the offload settings of the cluster, and at the room on its disks.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.SerializeUnsupported or StoreErrorCode.SerializeFail or StoreErrorCode.DeserializeFail or StoreErrorCode.PersistentFail => new(
            $"The master could not keep or restore its own state ({code}).",
            "Look at the master's log, and at the disk it keeps snapshots on.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.DfsNetworkTimeout or StoreErrorCode.DfsServiceUnavailable => new(
            $"The cluster's distributed file system cannot be reached ({code}).",
            "Check the file system and the network between it and the cluster.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.DfsQuotaExceeded or StoreErrorCode.DfsPermissionDenied => new(
            $"The cluster's distributed file system refuses to write ({code}).",
            "Raise the quota, or give the cluster the permission.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.DfsStaleHandle or StoreErrorCode.DfsPartialWrite => new(
            $"The cluster's distributed file system lost a file's handle or part of a write ({code}).",
            "Try again; if it repeats, look at the file system.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        _ => null,
    };
}
