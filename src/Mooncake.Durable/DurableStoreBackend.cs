using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Durable;

/// <summary>Mooncake Store's semantics on disk: objects in a folder, on RocksDB. They survive the end of the process.</summary>
/// <remarks>
/// <para>
/// Only one backend at a time can have a folder open. Objects, hard pins and expiry times are on disk; leases and soft pins are in memory
/// and end with the process. There is one replica of each object, whatever a put requests, and preferred segments are ignored.
/// </para>
/// <para>
/// Reads run on the calling thread. Concurrent writes are committed together; with <see cref="DurableSync.Commit"/> a call blocks until its
/// log record is on disk. Memory need not be registered.
/// </para>
/// </remarks>
public sealed unsafe partial class DurableStoreBackend : StoreBackend
{
    /// <summary>The overhead of keys and entries beyond the bytes that fill a segment of the conformance suite.</summary>
    private const long SegmentSlack = 4096;

    private readonly DurableOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly RegisteredRanges _registered = new();
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
    }

    /// <summary>The options of the backend.</summary>
    public DurableOptions Options => _options;

    /// <inheritdoc/>
    public override SetupFailure? SetupFailure => _failure;

    /// <summary>The open store, for tests of internals; null before setup.</summary>
    internal ObjectStore? Store => _store;

    /// <inheritdoc/>
    /// <remarks>Segment size and transport are ignored; the staging buffer limits a copying put.</remarks>
    protected override int SetupCore(StoreSetup setup)
    {
        if (!DatabaseOpener.TryOpen(_options, out RocksDatabase? database, out StoreTotals totals, out _failure))
        {
            return (int)_failure.Code;
        }

        long capacity = _options.SegmentIsCapacity ? (long)setup.SegmentBytes + SegmentSlack : _options.CapacityBytes;
        _name = ClientName.Create(setup.LocalHostname);
        _stagingBytes = (nuint)setup.LocalBufferBytes;
        _store = new ObjectStore(database, new StoreState(_options, _timeProvider, totals, capacity));
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
