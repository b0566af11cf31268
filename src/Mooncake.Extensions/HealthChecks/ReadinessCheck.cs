using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooncake.Hosting;

namespace Mooncake.HealthChecks;

/// <summary>Reports whether operations can be expected to succeed: the store is open, its master serves, and has room.</summary>
/// <param name="store">The store.</param>
/// <param name="host">What opens the store, for its last failure; null if the application does.</param>
/// <param name="options">The options.</param>
/// <param name="cluster">The store's access to its master's HTTP port; null on other engines.</param>
internal sealed class ReadinessCheck(MooncakeStore store, HostedStore? host, MooncakeHealthOptions options, StoreCluster? cluster) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = HealthData.Of(store.Session);
        StoreHealth health = await store.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        if (health != StoreHealth.Healthy)
        {
            return health switch
            {
                StoreHealth.NotOpen => Unhealthy("The store is not open yet.", host?.LastFailure),
                StoreHealth.Closed => Unhealthy("The store is closed."),
                StoreHealth.WritesFail => Unhealthy("Reads succeed, but writes fail, as on a full disk. The errors of the writes contain the cause."),
                _ => Unhealthy(
                    store.Engine == StoreEngine.Cluster ? "The master does not respond." : "The calls of the store do not return in time."),
            };
        }

        (double Used, double Capacity)? usage;
        if (cluster is { IsConfigured: true })
        {
            StoreResult<ClusterDescription> answer = await cluster.DescribeAsync(cancellationToken).ConfigureAwait(false);
            if (!answer.TryGetValue(out ClusterDescription? described, out StoreError? error))
            {
                return Unhealthy(error!.Message, error.Exception);
            }

            if (!described.IsServing)
            {
                return Unhealthy($"The master is not ready to serve: its state is '{described.State}', its role '{described.Role}'.");
            }

            usage = (described.UsedBytes, described.TotalBytes);
        }
        else
        {
            StoreResult<StoreStatistics> statistics = await store.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
            usage = statistics.TryGetValue(out StoreStatistics figures, out _) ? (figures.UsedBytes, figures.CapacityBytes) : null;
        }

        return usage is { Capacity: > 0 } known
            ? Judge(known.Used, known.Capacity)
            : HealthCheckResult.Healthy("The store is available.", data);

        HealthCheckResult Unhealthy(string description, Exception? exception = null) =>
            new(context.Registration.FailureStatus, description, exception, data);

        HealthCheckResult Judge(double used, double capacity)
        {
            data["usedBytes"] = (long)used;
            data["capacityBytes"] = (long)capacity;
            return used / capacity <= (options.MaxUsage ?? double.MaxValue)
                ? HealthCheckResult.Healthy("The store is available.", data)
                : HealthCheckResult.Degraded(
                    string.Create(
                        CultureInfo.InvariantCulture, $"{used / capacity:P0} of the capacity is used, and puts may find no room."),
                    data: data);
        }
    }
}
