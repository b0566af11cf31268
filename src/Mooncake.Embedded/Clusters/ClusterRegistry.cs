using Mooncake.Backends;

namespace Mooncake.Embedded.Clusters;

/// <summary>The named clusters of the process. A cluster is registered as long as it has a client.</summary>
internal static class ClusterRegistry
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (Cluster Cluster, int Clients)> Open = new(StringComparer.Ordinal);

    /// <summary>Joins the cluster that the options name, opens it if necessary, or opens a private one.</summary>
    /// <param name="options">The cluster's options.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="setup">The client's arguments.</param>
    /// <param name="cluster">The cluster; null if the return value is not 0.</param>
    /// <param name="client">The client; null if the return value is not 0.</param>
    /// <returns>0, the return code of <see cref="Cluster.Join"/>, or <see cref="StoreErrorCode.ClusterOptionsDiffer"/>.</returns>
    internal static int Join(
        EmbeddedOptions options, TimeProvider timeProvider, StoreSetup setup, out Cluster? cluster, out ClusterClient? client)
    {
        if (options.ClusterName is not { } name)
        {
            cluster = new Cluster(options, timeProvider);
            return cluster.Join(setup, out client);
        }

        lock (Gate)
        {
            (cluster, int clients) = Open.TryGetValue(name, out (Cluster Cluster, int Clients) open)
                ? open
                : (new Cluster(options, timeProvider), 0);
            client = null;
            if (cluster.Options != options || !cluster.TimeProvider.Equals(timeProvider))
            {
                cluster = null;
                return (int)StoreErrorCode.ClusterOptionsDiffer;
            }

            int answer = cluster.Join(setup, out client);
            if (answer == 0)
            {
                Open[name] = (cluster, clients + 1);
            }

            return answer;
        }
    }

    /// <summary>Removes a client; the cluster's last one ends it.</summary>
    internal static void Leave(Cluster cluster, ClusterClient client)
    {
        bool isLast = true;
        if (cluster.Options.ClusterName is { } name)
        {
            lock (Gate)
            {
                int clients = Open[name].Clients - 1;
                isLast = clients == 0;
                if (isLast)
                {
                    Open.Remove(name);
                }
                else
                {
                    Open[name] = (cluster, clients);
                }
            }
        }

        cluster.Leave(client, isLast);
    }
}
