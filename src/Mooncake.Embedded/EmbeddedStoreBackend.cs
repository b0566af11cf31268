using System.Text;
using Mooncake.Backends;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Embedded;

/// <summary>Mooncake Store's semantics in the process: one client of an embedded cluster, which is private or shared by name.</summary>
/// <remarks>
/// <para>
/// Values are stored in native memory, in the segments that clients lend at setup; a put and a get make one copy each. Reads take no lock.
/// In the steady state no operation allocates on the managed heap, except those with several replicas and the removal by regular
/// expression.
/// </para>
/// <para>
/// Unregistered memory is accepted, as the reference does over TCP. Disposing a client frees its segment, and removes the objects without a
/// replica in another segment.
/// </para>
/// </remarks>
public sealed unsafe partial class EmbeddedStoreBackend : StoreBackend
{
    private readonly EmbeddedOptions _options;
    private readonly TimeProvider _timeProvider;
    private Cluster? _cluster;
    private ClusterClient? _client;

    /// <summary>Creates a client, which joins a cluster at setup.</summary>
    /// <param name="options">The cluster's options; those of all clients of one named cluster must be equal.</param>
    /// <param name="timeProvider">The clock of leases and pins; null for the system's. It must be equal for all clients, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public EmbeddedStoreBackend(EmbeddedOptions options, TimeProvider? timeProvider = null)
        : base(new BackendTraits(RoundTripIsFree: true, TakesDuplicateKeys: true))
    {
        ArgumentNullException.ThrowIfNull(options);

        // A copy: later changes of the caller's options must not change what clients of one cluster compare.
        _options = options with { };
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Frees the client's segment if the backend was never disposed.</summary>
    ~EmbeddedStoreBackend() => Dispose(disposing: false);

    /// <summary>The cluster's figures; all 0 before setup.</summary>
    /// <returns>A snapshot.</returns>
    public EmbeddedStatistics GetStatistics()
    {
        EmbeddedStatistics statistics = _cluster?.GetStatistics() ?? default;
        GC.KeepAlive(this);
        return statistics;
    }

    /// <summary>The cluster, for tests of internals; null before setup.</summary>
    internal Cluster? Cluster => _cluster;

    /// <inheritdoc/>
    protected override int SetupCore(StoreSetup setup)
    {
        int answer = ClusterRegistry.Join(_options, _timeProvider, setup, out Cluster? cluster, out ClusterClient? client);
        if (answer == 0)
        {
            _client = client;
            _cluster = cluster;
        }

        return answer;
    }

    /// <inheritdoc/>
    protected override int HealthCheckCore() => 0;

    /// <inheritdoc/>
    protected override int GetHostnameCore(Span<byte> destination)
    {
        string name = _client!.Name;
        if (Encoding.UTF8.GetByteCount(name) >= destination.Length)
        {
            return (int)StoreErrorCode.InternalError;
        }

        int length = Encoding.UTF8.GetBytes(name, destination);
        destination[length] = 0;
        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The fields are kept: calls in progress continue with the cluster, which accepts nothing new and frees what they own when they
        // end.
        if (_cluster is { } cluster && _client is { } client)
        {
            ClusterRegistry.Leave(cluster, client);
        }
    }
}
