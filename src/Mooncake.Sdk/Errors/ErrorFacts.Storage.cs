namespace Mooncake.Errors;

/// <content>Codes about what the cluster keeps on disk: offloaded objects, snapshots, distributed file systems.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfStorage(StoreErrorCode code) => code switch
    {
        StoreErrorCode.FileNotFound or StoreErrorCode.FileOpenFail or StoreErrorCode.FileReadFail or StoreErrorCode.FileWriteFail
            or StoreErrorCode.FileInvalidBuffer or StoreErrorCode.FileLockFail or StoreErrorCode.FileInvalidHandle => new(
            $"An operation on a file of offloaded objects failed ({code}).",
            "Check the disk, the permissions and the library's log on the machine that offloads.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.BucketNotFound or StoreErrorCode.BucketAlreadyExists or StoreErrorCode.KeysExceedBucketLimit or StoreErrorCode.KeysUltraLimit => new(
            $"The index of offloaded objects rejected the operation ({code}).",
            "Check the cluster's offload settings and the library's log.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.UnableOffload or StoreErrorCode.UnableOffloading => new(
            $"The cluster cannot offload objects ({code}).",
            "Check the cluster's offload settings and the free space on its disks.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.SerializeUnsupported or StoreErrorCode.SerializeFail or StoreErrorCode.DeserializeFail or StoreErrorCode.PersistentFail => new(
            $"The master could not save or restore its state ({code}).",
            "Check the master's log and the disk with its snapshots.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.DfsNetworkTimeout or StoreErrorCode.DfsServiceUnavailable => new(
            $"The cluster's distributed file system is unreachable ({code}).",
            "Check the file system and the network between it and the cluster.",
            RetryClass.WhenReachable, WriteOutcome.Unknown),
        StoreErrorCode.DfsQuotaExceeded or StoreErrorCode.DfsPermissionDenied => new(
            $"The cluster's distributed file system rejected the write ({code}).",
            "Raise the quota or grant the cluster write permission.",
            RetryClass.Never, WriteOutcome.Unknown),
        StoreErrorCode.DfsStaleHandle or StoreErrorCode.DfsPartialWrite => new(
            $"The cluster's distributed file system lost a file handle or part of a write ({code}).",
            "Retry; if it happens again, check the cluster's file system.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        _ => null,
    };
}
