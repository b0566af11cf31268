namespace Mooncake;

/// <summary>The options of a store's health checks.</summary>
public sealed class MooncakeHealthOptions
{
    /// <summary>
    /// The used share of the capacity above which the readiness check reports a degraded store; null to ignore it. Engines that evict stay
    /// below their watermark, 0.9 or 0.95, unless pins or leases protect what they would evict.
    /// </summary>
    /// <value>0.98 unless set.</value>
    public double? MaxUsage { get; set; } = 0.98;

    /// <summary>Tags of the readiness check.</summary>
    /// <value><c>ready</c> unless set.</value>
    public IEnumerable<string> ReadinessTags { get; set; } = ["ready"];

    /// <summary>Tags of the liveness check.</summary>
    /// <value><c>live</c> unless set.</value>
    public IEnumerable<string> LivenessTags { get; set; } = ["live"];

    /// <summary>Time limit of each check.</summary>
    /// <value>5 seconds unless set.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
