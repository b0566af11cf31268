using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Native;

/// <summary>
/// A client of a cluster, through a loaded store library. Arguments are passed to the library unchanged, pinned and not copied; return
/// codes are passed on unchanged, including unknown numbers.
/// </summary>
/// <remarks>
/// <see cref="StoreBackend.Setup"/> blocks for 90 s if no master listens: run <see cref="Preflight"/> first.
/// <see cref="StoreBackend.Dispose()"/> blocks while the library leaves the cluster (seconds). If calls are in progress, it returns
/// immediately; when the last of them has returned, a separate thread leaves the cluster (<see cref="Closed"/> completes when it is done).
/// </remarks>
public sealed unsafe partial class NativeStoreBackend : StoreBackend
{
    /// <summary>The code that a call on a closed store returns: the same as that of the base class's guard.</summary>
    private const int Refused = (int)StoreErrorCode.InvalidParams;

    private const int NotSetUp = 1;

    private readonly StoreHandle _handle;
    private readonly StoreFunctions _functions;

    private NativeStoreBackend(StoreLibrary library, StoreHandle handle)
        : base(new BackendTraits(RoundTripIsFree: false, TakesDuplicateKeys: false))
    {
        Library = library;
        _handle = handle;
        _functions = library.Functions;
    }

    /// <summary>The library that executes the calls.</summary>
    public StoreLibrary Library { get; }

    /// <summary>
    /// Completes when the native store has been disposed, no call is in progress, and the client has left the cluster. Until then, memory
    /// that is registered or was passed to a call must stay valid. Never faults; never completes for a store that is not disposed.
    /// </summary>
    public Task Closed => _handle.Destroyed;

    /// <summary>Creates a client that has not joined a cluster yet. Blocks for as long as the library's <c>create</c> takes.</summary>
    /// <param name="library">The library to use.</param>
    /// <param name="backend">The client, to be disposed by the caller; or null.</param>
    /// <returns>False if the library could not create a client (it returned null, for example if out of memory).</returns>
    public static bool TryCreate(StoreLibrary library, [NotNullWhen(true)] out NativeStoreBackend? backend)
    {
        ArgumentNullException.ThrowIfNull(library);
        StoreHandle? handle = StoreHandle.Create(library);
        backend = handle is null ? null : new NativeStoreBackend(library, handle);
        return backend is not null;
    }

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup)
    {
        using StoreCall call = _handle.Enter();
        if (!call.Entered)
        {
            return Refused;
        }

        fixed (byte* localHostname = Utf8(setup.LocalHostname))
        fixed (byte* metadataServer = Utf8(setup.MetadataServer))
        fixed (byte* protocol = Utf8(setup.Protocol))
        fixed (byte* deviceName = Utf8(setup.DeviceName))
        fixed (byte* masterServerAddress = Utf8(setup.MasterServerAddress))
        {
            return _functions.Setup(
                call.Store,
                localHostname,
                metadataServer,
                setup.SegmentBytes,
                setup.LocalBufferBytes,
                protocol,
                deviceName,
                masterServerAddress);
        }
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore()
    {
        using StoreCall call = _handle.Enter();
        return call.Entered ? _functions.HealthCheck(call.Store) : NotSetUp;
    }

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        using StoreCall call = _handle.Enter();
        if (!call.Entered)
        {
            destination[0] = 0;
            return 0;
        }

        fixed (byte* start = destination)
        {
            return _functions.GetHostname(call.Store, start, (nuint)destination.Length);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }
    }

    private static byte[] Utf8(string text)
    {
        // One byte more than the text: arrays start as zeros, so that is the NUL.
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
