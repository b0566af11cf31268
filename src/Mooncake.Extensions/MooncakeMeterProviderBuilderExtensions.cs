using Mooncake.Observability;

namespace OpenTelemetry.Metrics;

/// <summary>Adds the SDK's metrics to OpenTelemetry.</summary>
public static class MooncakeMeterProviderBuilderExtensions
{
    /// <summary>Collects the metrics of all stores, and of the distributed cache.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddMooncakeInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(MooncakeSources.Meters);
    }
}
