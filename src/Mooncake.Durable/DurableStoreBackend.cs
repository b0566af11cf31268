using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Durable;

/// <summary>Mooncake Store's semantics on disk: objects in a folder, on RocksDB, which survive the end of the process.</summary>
/// <remarks>
/// <para>
/// One backend at a time has a folder open. Objects, hard pins and expiry times are on disk; leases and soft pins are in memory and end
/// with the process. There is one replica of each object, whatever a put asks for, and segments that it prefers are ignored.
/// </para>
/// <para>
/// Reads run on the calling thread, from the memory tier (<see cref="DurableOptions.CacheBytes"/>) or from disk. Writes of threads that
/// call at the same time are committed together; with <see cref="DurableSync.Commit"/> a call blocks until its log record is on disk.
/// Memory need not be registered.
/// </para>
/// </remarks>
public sealed unsafe partial class DurableStoreBackend : StoreBackend
{
    /// <summary>What keys and entries take beside the bytes that fill a segment of the conformance suite.</summary>
    private const long SegmentSlack = 4096;

    private readonly DurableOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly RegisteredRanges _registered = new();
    private ObjectStore? _store;
    private SetupFailure? _failure;
    private string _name = "";
    private nuint _stagingBytes;

    /// <summary>Makes a backend; its setup opens the folder.</summary>
    /// <param name="options">The folder and how the store behaves.</param>
    /// <param name="timeProvider">Where leases, pins and expiry take their time from; the system's if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public DurableStoreBackend(DurableOptions options, TimeProvider? timeProvider = null)
        : base(new BackendTraits(RoundTripIsFree: false, TakesDuplicateKeys: true))
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The options that the backend was made with.</summary>
    public DurableOptions Options => _options;

    /// <inheritdoc/>
    public override SetupFailure? SetupFailure => _failure;

    /// <summary>The open store, for tests that look behind the contract; null before setup.</summary>
    internal ObjectStore? Store => _store;

    /// <inheritdoc/>
    /// <remarks>The sizes of the segment and the transport are ignored; the staging buffer limits a copying put.</remarks>
    protected override int SetupCore(StoreSetup setup)
    {
        if (!DatabaseOpener.TryOpen(_options, out RocksDatabase? database, out StoreTotals totals, out _failure))
        {
            return (int)_failure.Code;
        }

        long capacity = _options.SegmentIsCapacity ? (long)setup.SegmentBytes + SegmentSlack : _options.CapacityBytes;
        _name = ClientName.Create(setup.LocalHostname);
        _stagingBytes = (nuint)setup.LocalBufferBytes;
        StoreState state = new(_options, _timeProvider, totals, capacity);
        MemoryTier? memory = _options.CacheBytes == 0 ? null : MemoryTier.TryOpen(state, _options.CacheBytes);
        if (memory is null && _options.CacheBytes != 0)
        {
            database.Dispose();
            _failure = OpenFailures.NoMemory(_options.CacheBytes);
            return (int)_failure.Code;
        }

        _store = new ObjectStore(database, state, memory);
        return 0;
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore() => 0;

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        if (Encoding.UTF8.GetByteCount(_name) >= destination.Length)
        {
            return (int)StoreErrorCode.InternalError;
        }

        int length = Encoding.UTF8.GetBytes(_name, destination);
        destination[length] = 0;
        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _store?.Dispose();
}
