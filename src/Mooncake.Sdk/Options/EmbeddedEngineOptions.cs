namespace Mooncake;

/// <summary>Options of the in-process engine; used if the engine is <see cref="StoreEngine.Embedded"/>.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>
    /// The name under which stores of this process share one embedded cluster, or null for a private cluster; not empty. The cluster ends
    /// when its last store is disposed. Stores that share it must have the same values for the other options of this class.
    /// </summary>
    /// <value>Null unless set.</value>
    public string? ClusterName { get; set; }

    /// <summary>How long a read protects an object from removal and eviction.</summary>
    /// <value>10 seconds unless set; more than zero, at most 365 days.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a soft pin lasts.</summary>
    /// <value>30 minutes unless set; more than zero, at most 365 days.</value>
    public TimeSpan SoftPinDuration { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The share of the capacity at which eviction starts.</summary>
    /// <value>0.9 unless set; above 0, at most 1.</value>
    public double EvictionWatermark { get; set; } = 0.9;

    /// <summary>The share of the capacity that one round of eviction frees.</summary>
    /// <value>0.05 unless set; above 0, at most 1.</value>
    public double EvictionRatio { get; set; } = 0.05;

    /// <summary>A copy of these options.</summary>
    internal EmbeddedEngineOptions Clone() => (EmbeddedEngineOptions)MemberwiseClone();
}
