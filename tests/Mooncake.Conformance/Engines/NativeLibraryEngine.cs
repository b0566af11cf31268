using Mooncake.Backends;
using Mooncake.Native;

namespace Mooncake.Conformance.Engines;

/// <summary>A store library behind the C ABI, in real time. What library, and which cluster it joins, derived engines say.</summary>
public abstract class NativeLibraryEngine : ConformanceEngine
{
    private static readonly TimeSpan LongestLeave = TimeSpan.FromMinutes(1);

    /// <summary>The library's path, or null to take the one that the environment names, else to search for it.</summary>
    protected abstract string? LibraryPath { get; }

    /// <summary>How clients join a cluster; the sizes are the scenario's. Asked once for each cluster.</summary>
    protected abstract StoreSetup Connection { get; }

    /// <summary>True if the cluster outlives a scenario, so that it has to be emptied before each.</summary>
    protected abstract bool IsShared { get; }

    /// <inheritdoc/>
    public override ConformanceCluster OpenCluster()
    {
        if (!StoreLibrary.TryLoad(LibraryPath, out StoreLibrary? library, out LibraryLoadFailure? failure))
        {
            throw new InvalidOperationException(failure.ToString());
        }

        Cluster cluster = new(library, Connection);
        if (IsShared)
        {
            cluster.Empty();
        }

        return cluster;
    }

    private sealed class Cluster(StoreLibrary library, StoreSetup connection) : ConformanceCluster
    {
        public override StoreBackend CreateClient() => NativeStoreBackend.TryCreate(library, out NativeStoreBackend? backend)
            ? backend
            : throw new InvalidOperationException($"The store library at {library.Path} could not create a store.");

        // Until the library has left the cluster, it may still touch the memory that was registered.
        public override void CloseClient(StoreBackend client)
        {
            base.CloseClient(client);
            if (!((NativeStoreBackend)client).Closed.Wait(LongestLeave))
            {
                throw new TimeoutException($"A client had not left the cluster after {LongestLeave}.");
            }
        }

        public override StoreSetup DescribeSetup(ulong segmentBytes, ulong localBufferBytes) =>
            connection with { SegmentBytes = segmentBytes, LocalBufferBytes = localBufferBytes };

        public override void Pass(TimeSpan duration) => Thread.Sleep(duration);

        internal void Empty()
        {
            // Without this a master that is not there costs 90 seconds in each scenario.
            if (Preflight.RunAsync(connection, Preflight.DefaultConnectTimeout).GetAwaiter().GetResult() is { } failure)
            {
                throw new InvalidOperationException($"{failure.Cause} {failure.Remedy}");
            }

            const ulong smallestBuffer = 16 << 20;
            StoreBackend client = CreateClient();
            int setup = client.Setup(DescribeSetup(segmentBytes: 0, smallestBuffer));
            long removed = client.RemoveAll(force: true);
            CloseClient(client);
            if (setup != 0 || removed < 0)
            {
                throw new InvalidOperationException(
                    $"The cluster at {connection.MasterServerAddress} could not be emptied: setup answered {setup}, remove_all {removed}.");
            }
        }
    }
}
