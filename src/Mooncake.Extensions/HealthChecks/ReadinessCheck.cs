using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooncake.Hosting;

namespace Mooncake.HealthChecks;

/// <summary>Reports whether operations can be expected to succeed: the store is open, its master serves, and has room.</summary>
/// <param name="store">The store.</param>
/// <param name="host">What opens the store, for its last failure; null if the application does.</param>
/// <param name="options">The options.</param>
/// <param name="isCluster">True if the store has a master that can be asked.</param>
internal sealed class ReadinessCheck(MooncakeStore store, HostedStore? host, MooncakeHealthOptions options, bool isCluster) : IHealthCheck
{
    private readonly MasterProbe? _master = isCluster && options.MasterHttpAddress is { } address ? new MasterProbe(address) : null;

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
                _ => Unhealthy("The master does not respond."),
            };
        }

        (double Used, double Capacity)? usage;
        if (_master is not null)
        {
            try
            {
                if (await _master.ReadObstacleAsync(cancellationToken).ConfigureAwait(false) is { } answer)
                {
                    return Unhealthy($"The master is not ready to serve: {answer}");
                }

                usage = await _master.ReadUsageAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException exception)
            {
                return Unhealthy("The master's HTTP port does not respond.", exception);
            }
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
