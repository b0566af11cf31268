using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooncake;
using Mooncake.HealthChecks;
using Mooncake.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of stores.</summary>
public static class MooncakeHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds two checks of a store: readiness, which fails while operations cannot be expected to succeed, and liveness, which fails only if
    /// this process can no longer use the store. They have the names <paramref name="name"/> and <paramref name="name"/><c>-live</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <param name="serviceKey">The key of the store; null for the store without a key.</param>
    /// <param name="name">The name of the readiness check.</param>
    /// <param name="failureStatus">What a failed check reports; null for unhealthy.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IHealthChecksBuilder AddMooncake(
        this IHealthChecksBuilder builder,
        Action<MooncakeHealthOptions>? configure = null,
        string? serviceKey = null,
        string name = "mooncake",
        HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        MooncakeHealthOptions options = new();
        configure?.Invoke(options);
        return builder
            .Add(new HealthCheckRegistration(
                name,
                provider => CreateReadinessCheck(provider, serviceKey, options),
                failureStatus,
                options.ReadinessTags,
                options.Timeout))
            .Add(new HealthCheckRegistration(
                name + "-live",
                provider => new LivenessCheck(StoreOf(provider, serviceKey)),
                failureStatus,
                options.LivenessTags,
                options.Timeout));
    }

    private static ReadinessCheck CreateReadinessCheck(IServiceProvider provider, string? serviceKey, MooncakeHealthOptions options)
    {
        MooncakeStore store = StoreOf(provider, serviceKey);
        HostedStore? host = provider.GetKeyedService<HostedStore>(serviceKey ?? Options.Options.DefaultName);
        return new ReadinessCheck(store, host, options, store.Cluster);
    }

    private static MooncakeStore StoreOf(IServiceProvider provider, string? serviceKey) => serviceKey is null
        ? provider.GetRequiredService<MooncakeStore>()
        : provider.GetRequiredKeyedService<MooncakeStore>(serviceKey);
}
