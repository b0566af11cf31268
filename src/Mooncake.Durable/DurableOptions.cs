namespace Mooncake.Durable;

/// <summary>The location and behaviour of a durable store. Equal by value.</summary>
public sealed record DurableOptions
{
    /// <summary>The smallest block cache, in bytes; RocksDB splits a cache into shards.</summary>
    public const long SmallestTableCache = 1 << 20;

    /// <summary>The smallest memory tier, in bytes: the smallest segment of the embedded engine.</summary>
    public const long SmallestCache = 16 << 20;

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365);

    /// <summary>What a timer of <see cref="TimeProvider"/> takes.</summary>
    private static readonly TimeSpan LongestCheckpointInterval = TimeSpan.FromDays(45);

    /// <summary>The folder of the store. It is created if it is not there.</summary>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL.</exception>
    public required string Folder
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value.Contains('\0', StringComparison.Ordinal) ? throw new ArgumentException("The path contains a NUL.", nameof(value)) : value;
        }
    }

    /// <summary>
    /// The bytes that live objects may occupy, with their keys and about 64 bytes each. Older objects are evicted to make room. 0: no
    /// limit, and nothing is ever evicted.
    /// </summary>
    /// <value>The default is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long CapacityBytes
    {
        get;
        init =>
            field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The capacity must not be negative.");
    }

    /// <summary>The used share of the capacity at which eviction starts: above 0, at most 1.</summary>
    /// <value>The default is 0.95.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double EvictionWatermark
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The eviction watermark must be above 0 and at most 1.");
    } = 0.95;

    /// <summary>When a write is acknowledged.</summary>
    /// <value>The default is <see cref="DurableSync.Commit"/>.</value>
    public DurableSync Sync { get; init; }

    /// <summary>How table files are compressed.</summary>
    /// <value>The default is <see cref="DurableCompression.None"/>.</value>
    public DurableCompression Compression { get; init; }

    /// <summary>What opening does with a damaged log.</summary>
    /// <value>The default is <see cref="DurableRecovery.Strict"/>.</value>
    public DurableRecovery Recovery { get; init; }

    /// <summary>
    /// The bytes of the memory tier, which keeps objects that were written or read lately: 0 for none, or at least 16 MiB. It is apart from
    /// <see cref="TableCacheBytes"/>, which serves the reads that go to disk.
    /// </summary>
    /// <value>The default is 64 MiB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public long CacheBytes
    {
        get;
        init => field = value is 0 or >= SmallestCache
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The cache must have 0 bytes or at least 16 MiB.");
    } = 64 << 20;

    /// <summary>The bytes of table blocks, with their indexes and filters, that are kept in memory: at least 1 MiB.</summary>
    /// <value>The default is 64 MiB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 MiB.</exception>
    public long TableCacheBytes
    {
        get;
        init => field = value >= SmallestTableCache
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The table cache must have at least 1 MiB.");
    } = 64 << 20;

    /// <summary>The maximum number of files kept open: at least 16, or 0 for no limit.</summary>
    /// <value>The default is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int OpenFiles
    {
        get;
        init => field = value is 0 or >= 16 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number must be 0 or at least 16.");
    }

    /// <summary>
    /// How long a read protects an object from removal and eviction: 0 (no leases) to 365 days. Leases end with the process.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LeaseDuration
    {
        get;
        init => field = CheckDuration(value, nameof(LeaseDuration));
    } = TimeSpan.FromSeconds(10);

    /// <summary>How long a soft pin lasts, counted from the put: 0 (no soft pins) to 365 days. Soft pins end with the process.</summary>
    /// <value>The default is 30 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan SoftPinDuration
    {
        get;
        init => field = CheckDuration(value, nameof(SoftPinDuration));
    } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The time limit for matching in a removal by regular expression, after which it removes nothing: above 0, at most an hour. Ten
    /// microseconds are added for each object.
    /// </summary>
    /// <value>The default is 1 second.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan RegexBudget
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The regex budget must be above 0 and at most an hour.");
    } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// True to open the folder without writing to it. It must hold a store. Several such stores can have it open, also beside one that
    /// writes; each shows what was there when it opened. Every write fails with <see cref="StoreErrorCode.StoreReadOnly"/>.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IsReadOnly { get; init; }

    /// <summary>
    /// How often a checkpoint is made while the store is open: at least 1 second, or 0 for never. The time counts from the newest
    /// checkpoint in the folder, also across restarts.
    /// </summary>
    /// <value>The default is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan CheckpointInterval
    {
        get;
        init => field = value == TimeSpan.Zero || (value >= TimeSpan.FromSeconds(1) && value <= LongestCheckpointInterval)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The interval must be 0, or between 1 second and 45 days.");
    }

    /// <summary>How many of the checkpoints made at an interval stay; older ones are deleted: 1 to 10,000.</summary>
    /// <value>The default is 3.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int CheckpointsKept
    {
        get;
        init => field = value is >= 1 and <= 10_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of checkpoints must be between 1 and 10,000.");
    } = 3;

    /// <summary>
    /// The folder of the checkpoints made at an interval. On the file system of the store they share its files as hard links; on another
    /// one each is a full copy.
    /// </summary>
    /// <value>The default is null: the store's folder with <c>-checkpoints</c> behind its name.</value>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL.</exception>
    public string? CheckpointFolder
    {
        get;
        init
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value);
            }

            field = value?.Contains('\0', StringComparison.Ordinal) == true
                ? throw new ArgumentException("The path contains a NUL.", nameof(value))
                : value;
        }
    }

    /// <summary>
    /// True to take the capacity from the segment's size at setup: for the conformance suite, whose scenarios say it there.
    /// </summary>
    internal bool SegmentIsCapacity { get; init; }

    /// <summary>True to share the folder with other such backends of the process: for the C library, where a handle is a backend.</summary>
    internal bool SharesFolder { get; init; }

    /// <summary>True to let RocksDB count, for tests.</summary>
    internal bool KeepsStatistics { get; init; }

    /// <summary>Bytes of a memtable; tests make it small to get table files early.</summary>
    internal long MemtableBytes { get; init; } = 64 << 20;

    private static TimeSpan CheckDuration(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero || value > LongestDuration)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between 0 and {LongestDuration.TotalDays:0} days.");
        }

        return value;
    }
}
