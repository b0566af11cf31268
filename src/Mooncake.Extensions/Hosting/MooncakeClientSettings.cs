namespace Mooncake;

/// <summary>
/// The settings of <c>AddMooncakeClient</c>. Bound from the configuration section <c>Mooncake</c> or <c>Mooncake:name</c>.
/// </summary>
public sealed class MooncakeClientSettings
{
    /// <summary>The connection string.</summary>
    /// <value>That of the connection's name in <c>ConnectionStrings</c>, unless the section or the caller sets another.</value>
    public string? ConnectionString { get; set; }

    /// <summary>True to add no health checks.</summary>
    /// <value>False unless set.</value>
    public bool DisableHealthChecks { get; set; }

    /// <summary>True to add no spans to OpenTelemetry.</summary>
    /// <value>False unless set.</value>
    public bool DisableTracing { get; set; }

    /// <summary>True to add no metrics to OpenTelemetry.</summary>
    /// <value>False unless set.</value>
    public bool DisableMetrics { get; set; }
}
