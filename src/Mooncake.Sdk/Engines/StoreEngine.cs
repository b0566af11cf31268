namespace Mooncake;

/// <summary>The engine that stores the objects.</summary>
public enum StoreEngine
{
    /// <summary>The in-process engine: <c>embedded://</c>. Nothing to install.</summary>
    Embedded = 0,

    /// <summary>A Mooncake cluster, through its native library: <c>mooncake://host:port</c>.</summary>
    Cluster = 1,

    /// <summary>
    /// An engine of another package (<see cref="StoreEngines.Register"/>), specified by <see cref="MooncakeStoreOptions.Registered"/>.
    /// </summary>
    Registered = 2,
}
