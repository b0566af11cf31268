namespace Mooncake;

/// <summary>How to reach a Mooncake cluster; used when the engine is <see cref="StoreEngine.Cluster"/>.</summary>
public sealed class ClusterOptions
{
    /// <summary>The master's address, as <c>host:port</c>.</summary>
    /// <value><c>127.0.0.1:50051</c> unless set.</value>
    public string MasterAddress { get; set; } = "127.0.0.1:50051";

    /// <summary>Where clients announce their segments: <c>http://...</c>, <c>etcd://...</c> or <c>P2PHANDSHAKE</c>.</summary>
    /// <value><c>P2PHANDSHAKE</c> unless set.</value>
    public string MetadataServer { get; set; } = "P2PHANDSHAKE";

    /// <summary>The transport: <c>tcp</c>, <c>rdma</c> or another that the native library supports.</summary>
    /// <value><c>tcp</c> unless set.</value>
    public string Protocol { get; set; } = "tcp";

    /// <summary>The RDMA devices, separated by commas.</summary>
    /// <value>Empty unless set.</value>
    public string DeviceName { get; set; } = "";

    /// <summary>Path of the native library, or null to search <c>MOONCAKE_STORE_LIBRARY</c>, the application and the system.</summary>
    /// <value>Null unless set.</value>
    public string? LibraryPath { get; set; }

    /// <summary>
    /// True to check before the native setup that the master's port accepts connections and that an HTTP metadata server responds. Without
    /// the check, setup against a dead address blocks for 90 seconds.
    /// </summary>
    /// <value>True unless set.</value>
    public bool Preflight { get; set; } = true;

    /// <summary>Total time limit of the preflight check.</summary>
    /// <value>5 seconds unless set; more than zero, at most 24 days.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long opening waits for a master and a metadata server that do not accept connections yet.</summary>
    /// <value>Zero unless set: opening fails after one check. At most 24 days.</value>
    public TimeSpan WaitForMaster { get; set; }

    /// <summary>
    /// What the native library writes to standard error. The first cluster that a process opens decides for all of them; the environment
    /// variable <c>MC_LOG_LEVEL</c> has precedence.
    /// </summary>
    /// <value><see cref="NativeLogLevel.Error"/> unless set.</value>
    public NativeLogLevel NativeLog { get; set; }

    /// <summary>
    /// The master's HTTP port, for <see cref="MooncakeStore.Cluster"/> and for listing keys: <c>host:port</c>, <c>https://host:port</c>, or
    /// <c>auto</c> for the master's host and port 9003. Null to do without.
    /// </summary>
    /// <value>Null unless set.</value>
    public string? AdminAddress { get; set; }

    /// <summary>
    /// Creates the client for <see cref="AdminAddress"/>, such as <c>() => factory.CreateClient("mooncake")</c>, which the store does not
    /// dispose; null for a client of the store's own.
    /// </summary>
    /// <value>Null unless set.</value>
    public Func<HttpClient>? CreateHttpClient { get; set; }

    /// <summary>A copy of these options.</summary>
    internal ClusterOptions Clone() => (ClusterOptions)MemberwiseClone();
}
