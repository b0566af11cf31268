using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooncake.Session;

namespace Mooncake.HealthChecks;

/// <summary>
/// Reports whether this client works: a store that is closed, or all of whose threads hang in native calls, needs a new process. A master
/// that does not respond does not.
/// </summary>
/// <param name="store">The store.</param>
internal sealed class LivenessCheck(MooncakeStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        StoreSession session = store.Session;
        Dictionary<string, object> data = HealthData.Of(session);
        HealthCheckResult result = !session.IsOpen ? Unhealthy("The store is closed.")
            : session.Pipeline is { IsStuck: true } ? Unhealthy("All threads of the store hang in calls of the native library.")
            : HealthCheckResult.Healthy("The client works.", data);
        return Task.FromResult(result);

        HealthCheckResult Unhealthy(string description) => new(context.Registration.FailureStatus, description, exception: null, data);
    }
}
