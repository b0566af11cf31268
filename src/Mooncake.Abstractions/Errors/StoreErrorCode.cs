namespace Mooncake;

/// <summary>Why an operation failed: Mooncake's own codes with their numbers, and the SDK's codes from -20000 down.</summary>
/// <remarks>
/// Numbers from 0 to -1702 are those of <c>mooncake-store/include/types.h</c> (commit 3b5a5941). A number that is not in this
/// table is kept as it is. Numbers never change their meaning; the table only grows.
/// </remarks>
public enum StoreErrorCode
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>A null argument, a C++ exception or another internal error; the library does not distinguish them.</summary>
    InternalError = -1,

    /// <summary>A buffer inside the library was too small.</summary>
    BufferOverflow = -10,

    /// <summary>A metadata shard index was out of range.</summary>
    ShardIndexOutOfRange = -100,

    /// <summary>The memory segment is not mounted.</summary>
    SegmentNotFound = -101,

    /// <summary>The memory segment is already mounted.</summary>
    SegmentAlreadyExists = -102,

    /// <summary>The master has no such client.</summary>
    ClientNotFound = -103,

    /// <summary>No segment has enough free memory, and nothing can be evicted. The durable engine also uses it for a full disk.</summary>
    NoAvailableHandle = -200,

    /// <summary>The metadata has another version. For the durable engine: the folder has another format version.</summary>
    InvalidVersion = -300,

    /// <summary>The key is not valid.</summary>
    InvalidKey = -400,

    /// <summary>A write inside the store failed.</summary>
    WriteFail = -500,

    /// <summary>
    /// An argument is not valid: not set up, an empty key or value, a buffer too small for the object, a bad regular expression, a buffer
    /// registered twice.
    /// </summary>
    InvalidParams = -600,

    /// <summary>Another client has not finished writing the object.</summary>
    IllegalClient = -601,

    /// <summary>The object is not in a state that can be written.</summary>
    InvalidWrite = -700,

    /// <summary>The object is not in a state that can be read.</summary>
    InvalidRead = -701,

    /// <summary>The replica is not valid for this operation.</summary>
    InvalidReplica = -702,

    /// <summary>The object is still being written.</summary>
    ReplicaIsNotReady = -703,

    /// <summary>No object has this key.</summary>
    ObjectNotFound = -704,

    /// <summary>An object with this key exists.</summary>
    ObjectAlreadyExists = -705,

    /// <summary>The object has a lease, so it was not removed.</summary>
    ObjectHasLease = -706,

    /// <summary>The lease expired during the read, so the bytes may be wrong.</summary>
    LeaseExpired = -707,

    /// <summary>A copy or move of the object is in progress.</summary>
    ObjectHasReplicationTask = -708,

    /// <summary>No copy or move of the object is in progress.</summary>
    ObjectNoReplicationTask = -709,

    /// <summary>The object has no such replica.</summary>
    ReplicaNotFound = -710,

    /// <summary>The object already has this replica.</summary>
    ReplicaAlreadyExists = -711,

    /// <summary>The replica no longer exists.</summary>
    ReplicaIsGone = -712,

    /// <summary>The replica is not in this client's memory.</summary>
    ReplicaNotInLocalMemory = -713,

    /// <summary>A replica of the object is in use.</summary>
    ObjectReplicaBusy = -714,

    /// <summary>The transfer of the bytes failed, often because the owner of the segment has left or crashed.</summary>
    TransferFail = -800,

    /// <summary>
    /// The store's checksum does not match the bytes. For the durable engine: an object or a file of the store is damaged.
    /// </summary>
    ChecksumMismatch = -801,

    /// <summary>A call to the master failed, often because the master has stopped.</summary>
    RpcFail = -900,

    /// <summary>A call to the master took too long.</summary>
    RpcTimeout = -901,

    /// <summary>Mooncake's <c>ETCD_OPERATION_ERROR</c>.</summary>
    EtcdOperationError = -1000,

    /// <summary>Mooncake's <c>ETCD_KEY_NOT_EXIST</c>.</summary>
    EtcdKeyNotExist = -1001,

    /// <summary>Mooncake's <c>ETCD_TRANSACTION_FAIL</c>.</summary>
    EtcdTransactionFail = -1002,

    /// <summary>Mooncake's <c>ETCD_CTX_CANCELLED</c>.</summary>
    EtcdContextCancelled = -1003,

    /// <summary>Mooncake's <c>OPLOG_ENTRY_NOT_FOUND</c>.</summary>
    OpLogEntryNotFound = -1004,

    /// <summary>Mooncake's <c>K8S_LEASE_OPERATION_ERROR</c>.</summary>
    K8sLeaseOperationError = -1005,

    /// <summary>Mooncake's <c>K8S_LEASE_NOT_FOUND</c>.</summary>
    K8sLeaseNotFound = -1006,

    /// <summary>Mooncake's <c>INCOMPLETE_OPLOG_CATCH_UP</c>.</summary>
    IncompleteOpLogCatchUp = -1007,

    /// <summary>Mooncake's <c>UNAVAILABLE_IN_CURRENT_STATUS</c>.</summary>
    UnavailableInCurrentStatus = -1010,

    /// <summary>Mooncake's <c>UNAVAILABLE_IN_CURRENT_MODE</c>.</summary>
    UnavailableInCurrentMode = -1011,

    /// <summary>Mooncake's <c>NOT_SUPPORTED</c>.</summary>
    NotSupported = -1012,

    /// <summary>Mooncake's <c>FILE_NOT_FOUND</c>.</summary>
    FileNotFound = -1100,

    /// <summary>
    /// Mooncake's <c>FILE_OPEN_FAIL</c>. For the durable engine: the folder cannot be used, or contains files but no store.
    /// </summary>
    FileOpenFail = -1101,

    /// <summary>Mooncake's <c>FILE_READ_FAIL</c>. For the durable engine: a file of the folder could not be read.</summary>
    FileReadFail = -1102,

    /// <summary>Mooncake's <c>FILE_WRITE_FAIL</c>. For the durable engine: a file of the folder could not be written.</summary>
    FileWriteFail = -1103,

    /// <summary>Mooncake's <c>FILE_INVALID_BUFFER</c>.</summary>
    FileInvalidBuffer = -1104,

    /// <summary>Mooncake's <c>FILE_LOCK_FAIL</c>. For the durable engine: another store has the folder open.</summary>
    FileLockFail = -1105,

    /// <summary>Mooncake's <c>FILE_INVALID_HANDLE</c>.</summary>
    FileInvalidHandle = -1106,

    /// <summary>Mooncake's <c>BUCKET_NOT_FOUND</c>.</summary>
    BucketNotFound = -1200,

    /// <summary>Mooncake's <c>BUCKET_ALREADY_EXISTS</c>.</summary>
    BucketAlreadyExists = -1201,

    /// <summary>Mooncake's <c>KEYS_EXCEED_BUCKET_LIMIT</c>.</summary>
    KeysExceedBucketLimit = -1202,

    /// <summary>Mooncake's <c>KEYS_ULTRA_LIMIT</c>.</summary>
    KeysUltraLimit = -1203,

    /// <summary>Mooncake's <c>UNABLE_OFFLOAD</c>.</summary>
    UnableOffload = -1300,

    /// <summary>Mooncake's <c>UNABLE_OFFLOADING</c>.</summary>
    UnableOffloading = -1301,

    /// <summary>Mooncake's <c>SERIALIZE_UNSUPPORTED</c>.</summary>
    SerializeUnsupported = -1500,

    /// <summary>Mooncake's <c>SERIALIZE_FAIL</c>.</summary>
    SerializeFail = -1501,

    /// <summary>Mooncake's <c>DESERIALIZE_FAIL</c>.</summary>
    DeserializeFail = -1502,

    /// <summary>Mooncake's <c>PERSISTENT_FAIL</c>.</summary>
    PersistentFail = -1503,

    /// <summary>Mooncake's <c>TASK_NOT_FOUND</c>.</summary>
    TaskNotFound = -1400,

    /// <summary>Mooncake's <c>TASK_PENDING_LIMIT_EXCEEDED</c>.</summary>
    TaskPendingLimitExceeded = -1401,

    /// <summary>Mooncake's <c>JOB_NOT_FOUND</c>.</summary>
    JobNotFound = -1402,

    /// <summary>Mooncake's <c>DFS_NETWORK_TIMEOUT</c>.</summary>
    DfsNetworkTimeout = -1600,

    /// <summary>Mooncake's <c>DFS_SERVICE_UNAVAILABLE</c>.</summary>
    DfsServiceUnavailable = -1601,

    /// <summary>Mooncake's <c>DFS_QUOTA_EXCEEDED</c>.</summary>
    DfsQuotaExceeded = -1602,

    /// <summary>Mooncake's <c>DFS_PERMISSION_DENIED</c>.</summary>
    DfsPermissionDenied = -1603,

    /// <summary>Mooncake's <c>DFS_STALE_HANDLE</c>.</summary>
    DfsStaleHandle = -1604,

    /// <summary>Mooncake's <c>DFS_PARTIAL_WRITE</c>.</summary>
    DfsPartialWrite = -1605,

    /// <summary>The tenant's quota is used up.</summary>
    TenantQuotaExceeded = -1700,

    /// <summary>Mooncake's <c>TENANT_NOT_REGISTERED</c>.</summary>
    TenantNotRegistered = -1701,

    /// <summary>Mooncake's <c>TENANT_NOT_EMPTY</c>.</summary>
    TenantNotEmpty = -1702,

    /// <summary>The native library could not be loaded; the error names every path tried.</summary>
    LibraryNotLoaded = -20000,

    /// <summary>The native library lacks functions of the C ABI; the error names them.</summary>
    LibraryIncomplete = -20001,

    /// <summary>Nothing accepts connections at the master's address.</summary>
    MasterUnreachable = -20002,

    /// <summary>The HTTP metadata server does not respond.</summary>
    MetadataServerUnreachable = -20003,

    /// <summary>A connection string, file, environment variable or option is not valid.</summary>
    InvalidConfiguration = -20004,

    /// <summary>
    /// The named embedded cluster is already open with other options. In the C library of the durable engine: the folder is.
    /// </summary>
    ClusterOptionsDiffer = -20005,

    /// <summary>The store was disposed before the operation completed.</summary>
    StoreClosed = -20006,

    /// <summary>Setup of the store failed; the native code is in the error.</summary>
    SetupFailed = -20007,

    /// <summary>The store's engine does not support the operation or one of its options; the error names the engines that do.</summary>
    EngineLacksCapability = -20008,

    /// <summary>The store was opened read-only, and the operation writes.</summary>
    StoreReadOnly = -20009,

    /// <summary>The store is not open yet: the host is still opening it, or retries after a failure.</summary>
    NotOpen = -20010,

    /// <summary>The operation's deadline passed.</summary>
    Timeout = -20020,

    /// <summary>The pipeline's queue stayed full until the deadline.</summary>
    QueueFull = -20021,

    /// <summary>Every lane is blocked in a native call that has not returned.</summary>
    LanesHung = -20022,

    /// <summary>The master is unreachable; operations fail immediately until it is reachable again.</summary>
    CircuitOpen = -20023,

    /// <summary>No registered buffer became free before the deadline.</summary>
    BufferPoolExhausted = -20024,

    /// <summary>The memory is not registered with the store, or no longer registered.</summary>
    BufferNotRegistered = -20040,

    /// <summary>The object is larger than the caller's buffer.</summary>
    BufferTooSmall = -20041,

    /// <summary>The object is larger than the limit of the SDK or the store.</summary>
    ObjectTooLarge = -20042,

    /// <summary>An empty object cannot be stored.</summary>
    EmptyObject = -20043,

    /// <summary>The key is longer than the limit.</summary>
    KeyTooLong = -20044,

    /// <summary>A key part, such as a string with a lone surrogate, cannot be encoded.</summary>
    KeyNotEncodable = -20045,

    /// <summary>The text is not a canonical key of the template.</summary>
    KeyNotCanonical = -20046,

    /// <summary>The store does not accept the regular expression (ECMAScript syntax).</summary>
    InvalidPattern = -20047,

    /// <summary>The regular expression exceeded its time budget; nothing was removed.</summary>
    PatternTooCostly = -20048,

    /// <summary>A conditional write found another version of the object: it was replaced after it was read.</summary>
    ObjectChanged = -20049,

    /// <summary>A key part is an enum value without a name, but the template writes that part by name.</summary>
    KeyPartUnnamed = -20050,

    /// <summary>A collection changed while the record was being written.</summary>
    CollectionChanged = -20060,

    /// <summary>The value is nested more deeply than the format, or the stack of the thread that writes it, allows.</summary>
    DepthExceeded = -20061,

    /// <summary>
    /// A value cannot be written: a string has a lone surrogate, the union does not list a subtype, or the type's own code (a getter, an
    /// enumerator) threw.
    /// </summary>
    ValueNotEncodable = -20062,

    /// <summary>The bytes end before the value does.</summary>
    MalformedTruncated = -20080,

    /// <summary>An object's member count, tag or null mark is not valid for the type.</summary>
    MalformedHeader = -20081,

    /// <summary>A length is negative, or larger than the remaining bytes.</summary>
    MalformedLength = -20082,

    /// <summary>A string's bytes are not valid UTF-8, or not of the stated length.</summary>
    MalformedString = -20083,

    /// <summary>A value is out of its type's range, or the type's own code (a constructor, a setter, a comparer) threw.</summary>
    MalformedValue = -20084,

    /// <summary>The bytes are nested more deeply than the format allows.</summary>
    MalformedDepth = -20085,

    /// <summary>The trailer's magic, version or flags are not valid.</summary>
    MalformedTrailer = -20086,

    /// <summary>The bytes have no trailer, and the type requires one.</summary>
    TrailerMissing = -20100,

    /// <summary>The bytes were written from a type with another shape.</summary>
    FingerprintMismatch = -20101,

    /// <summary>The checksum does not match key and bytes: they are damaged, or belong to another key.</summary>
    IntegrityMismatch = -20102,

    /// <summary>The store returned an impossible number of bytes.</summary>
    SizeMismatch = -20103,

    /// <summary>
    /// No checksum covers the object's payload, and the type requires one: by its integrity level, or because MemoryPack reads it.
    /// </summary>
    IntegrityLevelTooLow = -20104,
}
