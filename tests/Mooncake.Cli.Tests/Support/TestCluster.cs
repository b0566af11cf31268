using System.Text;
using System.Text.Json;
using Mooncake.Administration;
using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Session;
using Mooncake.Support;

namespace Mooncake.Cli.Tests.Support;

/// <summary>
/// A cluster in this process: its master's HTTP port answers in the format that was recorded from a real one, and its objects are in the
/// embedded engine, without the capabilities that a cluster lacks. The native library is not needed.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Health =
        """{"status":"ok","role":"leader","ha_state":"serving","service_ready":true,"leader_address":null,"view_version":null}""";

    private const string Segments =
        """{"total_segments":1,"segments":[{"segment_name":"localhost:12945","size_bytes":67108864,"te_endpoint":"localhost:16921","""
        + "\"protocol\":\"tcp\",\"status\":\"OK\",\"allocator_used_bytes\":19584}]}";

    private readonly string _name = $"cluster-{Guid.NewGuid():N}";
    private readonly StubMaster _master;

    private TestCluster() => _master = new StubMaster(path => HttpIsBroken ? "no HTTP\r\n\r\n" : Answer(path));

    /// <summary>A client of the cluster, which holds the objects.</summary>
    internal MooncakeStore Objects { get; private set; } = null!;

    /// <summary>Whether the HTTP port answers something else than HTTP.</summary>
    internal bool HttpIsBroken { get; set; }

    /// <summary>The connection string.</summary>
    internal string Connection => $"mooncake://127.0.0.1:1?admin={_master.Address}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts a cluster with objects.</summary>
    /// <param name="keys">Their keys; each value is the key in UTF-8.</param>
    internal static async Task<TestCluster> WithAsync(params string[] keys)
    {
        TestCluster cluster = new();
        cluster.Objects = await MooncakeStore.OpenAsync($"embedded://{cluster._name}?segment=64MiB", Stop);
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items = [.. keys.Select(key =>
            new KeyValuePair<string, ReadOnlyMemory<byte>>(key, Encoding.UTF8.GetBytes(key)))];
        (await cluster.Objects.Raw.PutManyAsync(items, cancellationToken: Stop)).ThrowIfFailed();
        return cluster;
    }

    /// <summary>Opens a store as the tool does; one that is not on a cluster as usual.</summary>
    internal Task<StoreResult<MooncakeStore>> OpenAsync(MooncakeStoreOptions options, CancellationToken cancellationToken)
    {
        if (options.Engine != StoreEngine.Cluster)
        {
            return MooncakeStore.TryOpenAsync(options, cancellationToken);
        }

        ClusterLikeBackend backend = new(new EmbeddedStoreBackend(new EmbeddedOptions { ClusterName = _name }));
        Assert.Equal(0, backend.Setup(new StoreSetup { SegmentBytes = (ulong)options.SegmentBytes, LocalBufferBytes = 16 << 20 }));
        StoreSession session = new(options.Freeze(), backend, "localhost:1");
        return Task.FromResult(StoreResult<MooncakeStore>.Found(new MooncakeStore(session)));
    }

    /// <summary>Runs a command on the cluster.</summary>
    /// <param name="arguments">The arguments, without <c>--connect</c>.</param>
    internal Task<ToolResult> RunAsync(params string[] arguments)
    {
        TestHost host = new() { Cluster = this };
        host.Variables["MOONCAKE_CONNECTION"] = Connection;
        return host.RunAsync(arguments);
    }

    /// <summary>True if no read protects an object from removal; removes it.</summary>
    internal async Task<bool> RemoveIfNotLeasedAsync(string key) =>
        (await Objects.Raw.RemoveAsync(key, cancellationToken: Stop)).Error is null;

    public async ValueTask DisposeAsync()
    {
        await _master.DisposeAsync();
        await Objects.DisposeAsync();
    }

    private string Answer(string path) => path.Split('?') switch
    {
        ["/health"] => StubMaster.Ok(Health),
        ["/get_segments_detail"] => StubMaster.Ok(Segments),
        ["/metrics"] => StubMaster.Ok($"master_key_count {Keys().Count}\nmaster_active_clients 1\nmaster_evicted_key_count 7\n"),
        ["/get_all_keys"] => StubMaster.Ok(string.Concat(Keys().Select(static key => key + "\n"))),
        ["/batch_query_keys", var query] => StubMaster.Ok(Replicas(query["keys=".Length..].Split(',').Select(Uri.UnescapeDataString))),
        _ => StubMaster.Ok("404 Not Found", 404),
    };

    private List<string> Keys() => [.. Objects.Raw.ListAsync().ToBlockingEnumerable(Stop)];

    /// <summary>Where objects are. The values of this cluster are their keys, so that no read, which grants a lease, is needed.</summary>
    private string Replicas(IEnumerable<string> asked)
    {
        HashSet<string> keys = [.. Keys()];
        IEnumerable<string> items = asked.Select(key => $"{JsonSerializer.Serialize(key)}:" + (keys.Contains(key)
            ? $$"""{"ok":true,"error":null,"values":[{"size_":{{Encoding.UTF8.GetByteCount(key)}},"buffer_address_":1,"protocol_":"tcp","""
                + "\"transport_endpoint_\":\"localhost:16921\"}]}"
            : """{"ok":false,"error":"OBJECT_NOT_FOUND","values":null}"""));
        return "{\"success\":true,\"data\":{" + string.Join(',', items) + "}}";
    }
}
