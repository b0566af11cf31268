using Mooncake.Observability;

namespace OpenTelemetry.Trace;

/// <summary>Adds the SDK's spans to OpenTelemetry.</summary>
public static class MooncakeTracerProviderBuilderExtensions
{
    /// <summary>Collects the spans of all stores.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddMooncakeInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(MooncakeSources.Activities);
    }
}
