using Microsoft.Extensions.Logging;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Embedded;
using Mooncake.Options;

namespace Mooncake;

/// <summary>
/// The options of <see cref="MooncakeStore.OpenAsync(MooncakeStoreOptions, CancellationToken)"/>. Copied when a store opens; later changes
/// have no effect on it.
/// </summary>
public sealed class MooncakeStoreOptions
{
    /// <summary>The engine that stores the objects.</summary>
    /// <value><see cref="StoreEngine.Embedded"/> unless set.</value>
    public StoreEngine Engine { get; set; } = StoreEngine.Embedded;

    /// <summary>How to reach a cluster.</summary>
    public ClusterOptions Cluster { get; private set; } = new();

    /// <summary>Options of the in-process engine.</summary>
    public EmbeddedOptions Embedded { get; private set; } = new();

    /// <summary>The engine of another package, and its settings.</summary>
    public RegisteredEngineOptions Registered { get; private set; } = new();

    /// <summary>How operations are sent to a cluster: lanes, batches, queue.</summary>
    public PipelineOptions Pipeline { get; private set; } = new();

    /// <summary>Limits of the registered memory of operations.</summary>
    public PoolOptions Pool { get; private set; } = new();

    /// <summary>Memory that this client lends to the cluster, in bytes: 0 for a pure client, otherwise at least 16 MiB.</summary>
    /// <value>512 MiB unless set.</value>
    public long SegmentBytes { get; set; } = 512L << 20;

    /// <summary>
    /// Size of the native library's staging buffer, in bytes, in addition to the SDK's own buffers. The SDK's operations do not use it.
    /// </summary>
    /// <value>128 MiB unless set.</value>
    public long LocalBufferBytes { get; set; } = 128L << 20;

    /// <summary>The name under which other clients reach this one.</summary>
    /// <value><c>localhost</c> unless set.</value>
    public string LocalHostname { get; set; } = "localhost";

    /// <summary>
    /// Time limit of an operation. For a batch it covers all native calls, retries and waits; for a stream it restarts with each batch.
    /// </summary>
    /// <value>15 seconds unless set; more than zero, at most 24 days.</value>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long disposing a store waits for pending operations.</summary>
    /// <value>5 seconds unless set; more than zero, at most 24 days.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Maximum length of a key, in bytes of UTF-8.</summary>
    /// <value>65,536 unless set; from 1 to 1,048,576.</value>
    public int MaxKeyBytes { get; set; } = 65_536;

    /// <summary>The clock of leases (embedded), deadlines and pauses.</summary>
    /// <value>The system's clock unless set.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The factory of the SDK's logger, or null for no logging.</summary>
    /// <value>Null unless set.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Wraps the backend before setup, for example in a backend of <c>Mooncake.Testing</c>; null for none.</summary>
    /// <value>Null unless set.</value>
    public Func<StoreBackend, StoreBackend>? DecorateBackend { get; set; }

    /// <summary>
    /// Parses a connection string: <c>embedded://[name]</c>, <c>durable://folder</c> or <c>mooncake://host:port</c>, with
    /// <c>?key=value&amp;...</c>.
    /// </summary>
    /// <param name="connectionString">The text; the keys are listed in <c>docs/connection-strings.md</c>.</param>
    /// <returns>The options, or an error that names the mistake and the valid values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="connectionString"/> is null.</exception>
    public static StoreResult<MooncakeStoreOptions> Parse(string connectionString) => ConnectionString.Parse(connectionString);

    /// <summary>
    /// Reads Mooncake's environment variables as its Python package does: the file named by <c>MOONCAKE_CONFIG_PATH</c>, or
    /// <c>MOONCAKE_MASTER</c>, <c>MOONCAKE_PROTOCOL</c>, <c>MOONCAKE_DEVICE</c>, <c>MOONCAKE_TE_META_DATA_SERVER</c>,
    /// <c>MOONCAKE_LOCAL_HOSTNAME</c>, <c>MOONCAKE_GLOBAL_SEGMENT_SIZE</c> and <c>MOONCAKE_LOCAL_BUFFER_SIZE</c>.
    /// </summary>
    /// <returns>The options, or an error that names the variable.</returns>
    public static StoreResult<MooncakeStoreOptions> FromEnvironment() => EnvironmentConfiguration.Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads Mooncake's own JSON configuration file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The options, or an error that names the file and the field.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or contains a NUL.</exception>
    public static StoreResult<MooncakeStoreOptions> FromFile(string path) => FileConfiguration.Read(path);

    /// <summary>Replaces <see cref="Pool"/> in tests that need a poisoned pool, or null.</summary>
    internal BufferPoolOptions? BufferPool { get; set; }

    /// <summary>A copy that is not affected by later changes.</summary>
    internal MooncakeStoreOptions Freeze()
    {
        MooncakeStoreOptions copy = (MooncakeStoreOptions)MemberwiseClone();
        copy.Cluster = Cluster.Clone();
        copy.Embedded = Embedded with { };
        copy.Registered = Registered.Clone();
        copy.Pipeline = Pipeline.Clone();
        copy.Pool = Pool.Clone();
        return copy;
    }
}
