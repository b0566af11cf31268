namespace Mooncake.Errors;

/// <content>Codes for files: the folder of a durable store, and a cluster's offloaded objects, snapshots and distributed file
/// systems.</content>
internal readonly partial record struct ErrorFacts
{
    private static ErrorFacts? OfStorage(StoreErrorCode code) => code switch
    {
        StoreErrorCode.FileOpenFail => new(
            $"On a cluster, a file of offloaded objects could not be opened ({code}). On durable://, the folder cannot be used, or contains files but no store.",
            "On a cluster, check the disk, the permissions and the library's log on the machine that offloads. "
                + "On durable://, use a folder on a local disk in which this process may create files and which has no other files.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.FileLockFail => new(
            $"On a cluster, a file of offloaded objects could not be locked ({code}). On durable://, another store has the folder open for writing.",
            "On a cluster, check the library's log on the machine that offloads. On durable://, share one open store or close the other one.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.FileReadFail or StoreErrorCode.FileWriteFail => new(
            $"A file could not be {(code == StoreErrorCode.FileReadFail ? "read" : "written")} ({code}): on a cluster a file of offloaded objects, on durable:// a file of the folder.",
            "Check the disk and the permissions. On a cluster, also check the library's log on the machine that offloads.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.FileNotFound => new(
            $"On a cluster, a file of offloaded objects was not found ({code}). On durable:// with read-only=on, the folder contains no store.",
            "On a cluster, check the disk, the permissions and the library's log on the machine that offloads. "
                + "On durable://, check the path, or open the folder once without read-only=on to create a store.",
            RetryClass.AfterBackoff, WriteOutcome.Unknown),
        StoreErrorCode.FileInvalidBuffer or StoreErrorCode.FileInvalidHandle => new(
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
            "Check the master's log and the disk that holds its snapshots.",
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
