using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Maintenance;
using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Durable;

/// <summary>Mooncake Store's semantics on disk: objects in a folder, on RocksDB. They survive the end of the process.</summary>
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
    /// <summary>The overhead of keys and entries beyond the bytes that fill a segment of the conformance suite.</summary>
    private const long SegmentSlack = 4096;

    private readonly DurableOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly RegisteredRanges _registered = new();
    private readonly DurableMaintenance _maintenance;
    private readonly CancellationTokenSource _closing = new();
    private OpenFolder? _folder;
    private ObjectStore? _store;
    private SetupFailure? _failure;
    private string _name = "";
    private nuint _stagingBytes;

    /// <summary>Creates a backend; its setup opens the folder.</summary>
    /// <param name="options">The folder and the store's behaviour.</param>
    /// <param name="timeProvider">The clock of leases, pins and expiry; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public DurableStoreBackend(DurableOptions options, TimeProvider? timeProvider = null)
        : base(new BackendTraits(RoundTripIsFree: false, TakesDuplicateKeys: true))
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _maintenance = new DurableMaintenance(this);
        Closing = _closing.Token;
    }

    /// <summary>The options of the backend.</summary>
    public DurableOptions Options => _options;

    /// <inheritdoc/>
    public override SetupFailure? SetupFailure => _failure;

    /// <summary>The open store; null before setup.</summary>
    internal ObjectStore? Store => _store;

    /// <summary>The scheduled checkpoints; null without a schedule.</summary>
    internal CheckpointSchedule? Schedule => _folder?.Schedule;

    /// <summary>Cancelled when the backend is disposed of.</summary>
    internal CancellationToken Closing { get; }

    /// <inheritdoc/>
    /// <remarks>Without a memory tier nothing can be read in place, and the engine lacks <see cref="IInPlaceReader"/>.</remarks>
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class =>
        typeof(TCapability) == typeof(IInPlaceReader) && _options.CacheBytes == 0 ? null
        : _maintenance as TCapability ?? base.GetCapability<TCapability>();

    /// <inheritdoc/>
    /// <remarks>Segment size and transport are ignored; the staging buffer limits a copying put.</remarks>
    protected override int SetupCore(StoreSetup setup)
    {
        long capacity = _options.SegmentIsCapacity ? (long)setup.SegmentBytes + SegmentSlack : _options.CapacityBytes;
        bool isOpen = _options.SharesFolder
            ? SharedFolders.TryJoin(_options, () => Open(capacity), out _folder, ref _failure)
            : (_folder = Open(capacity)) is not null;
        if (!isOpen)
        {
            return (int)_failure!.Code;
        }

        _name = ClientName.Create(setup.LocalHostname);
        _stagingBytes = (nuint)setup.LocalBufferBytes;
        _store = _folder!.Store;
        OpenStores.Add(_maintenance);
        return 0;
    }

    private OpenFolder? Open(long capacity)
    {
        if (!DatabaseOpener.TryOpen(_options, out RocksDatabase? database, out StoreTotals totals, out _failure))
        {
            return null;
        }

        StoreState state = new(_options, _timeProvider, totals, capacity);
        MemoryTier? memory = _options.CacheBytes == 0 ? null : MemoryTier.TryOpen(state, _options.CacheBytes);
        if (memory is null && _options.CacheBytes != 0)
        {
            database.Dispose();
            _failure = OpenFailures.NoMemory(_options.CacheBytes);
            return null;
        }

        if (memory is not null)
        {
            state.MemoryTierReads = () => (memory.Hits, memory.Misses);
        }

        return new OpenFolder(new ObjectStore(database, state, memory), _timeProvider);
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore()
    {
        using RocksCall call = _store!.Enter();
        return (int)(!call.IsEntered ? StoreHealth.Closed : _store.CheckWrites() ? StoreHealth.Healthy : StoreHealth.WritesFail);
    }

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
    protected override void Dispose(bool disposing)
    {
        OpenStores.Remove(_maintenance);
        _closing.Cancel();
        if (_options.SharesFolder)
        {
            SharedFolders.Leave(_folder);
        }
        else
        {
            _folder?.Dispose();
        }

        _closing.Dispose();
    }
}
