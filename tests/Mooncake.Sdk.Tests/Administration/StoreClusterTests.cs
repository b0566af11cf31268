using System.Net.Sockets;
using Mooncake.Testing;

namespace Mooncake.Administration;

/// <summary>What the master's HTTP port answers, recorded from a real one; and what becomes of everything else that may answer there.</summary>
public sealed class StoreClusterTests
{
    private const string Health =
        """{"status":"ok","role":"leader","ha_state":"serving","service_ready":true,"leader_address":null,"view_version":null}""";

    private const string Segments =
        """{"total_segments":2,"segments":[{"segment_name":"localhost:12945","segment_id":"4559263833614892664-9681376674044299174","client_id":"12125630774612851220-14728229678739275143","base_address":"0x7f0b3b000000","size_bytes":67108864,"size_human":"0.0625 GiB","te_endpoint":"localhost:16921","protocol":"tcp","status":"OK","allocator_used_bytes":19584,"allocator_capacity_bytes":67108864,"allocator_usage_percent":2.918243408203125E-2},{"segment_name":"b:1","segment_id":"1-1","client_id":"1-1","base_address":"0x0","size_bytes":16777216,"size_human":"","te_endpoint":"b:2","protocol":"rdma","status":"DRAINING","allocator_used_bytes":1,"allocator_capacity_bytes":16777216,"allocator_usage_percent":0}]}""";

    private const string Keys =
        """{"success":true,"data":{"b":{"ok":false,"error":"OBJECT_NOT_FOUND","values":null,"disk_values":null,"local_disk_values":null,"nof_values":null},"bench/1":{"ok":true,"error":null,"values":[{"size_":306,"buffer_address_":139686211223872,"protocol_":"tcp","transport_endpoint_":"localhost:16921"}],"disk_values":null,"local_disk_values":null,"nof_values":null},"\u00E4 x":{"ok":true,"error":null,"values":null,"disk_values":[],"local_disk_values":null,"nof_values":null}}}""";

    private const string Metrics =
        """
        # HELP master_allocated_bytes Total memory bytes currently allocated across all segments
        # TYPE master_allocated_bytes gauge
        master_allocated_bytes 19584
        master_total_capacity_bytes 67108864
        segment_allocated_bytes{segment="local host:12945"} 19584
        master_value_size_bytes_bucket{le="4096.000000"} 65
        master_key_count 64
        master_active_clients 1
        master_get_replica_list_requests_total 20
        master_get_replica_list_failures_total 5
        master_batch_get_replica_list_items_total 80
        master_batch_get_replica_list_failed_items_total 15
        master_evicted_key_count 7
        master_evicted_size_bytes 7000
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Answers that are none, by name.</summary>
    public static TheoryData<string, string, StoreErrorCode> BadAnswers => new()
    {
        { "no JSON", StubMaster.Ok("<html>hello</html>"), StoreErrorCode.DeserializeFail },
        { "an array", StubMaster.Ok("[]"), StoreErrorCode.DeserializeFail },
        { "empty", StubMaster.Ok(""), StoreErrorCode.DeserializeFail },
        { "other types", StubMaster.Ok("""{"status":1}"""), StoreErrorCode.DeserializeFail },
        { "deep", StubMaster.Ok(new string('[', 100_000)), StoreErrorCode.DeserializeFail },
        { "cut off", StubMaster.Ok(Health)[..^10], StoreErrorCode.MasterUnreachable },
        { "no HTTP", "hello\r\n\r\n", StoreErrorCode.MasterUnreachable },
        { "not found", StubMaster.Ok("404 Not Found", 404), StoreErrorCode.InternalError },
        { "redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", StoreErrorCode.InternalError },
        { "broken", StubMaster.Ok("oops", 500), StoreErrorCode.InternalError },
        { "endless", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx", StoreErrorCode.DeserializeFail },
        { "chunked without end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nfffffff", StoreErrorCode.MasterUnreachable },
    };

    [Fact]
    public async Task Describe_ReadsHealthAndSegments()
    {
        await using StubMaster master = Recorded();
        ClusterDescription cluster = (await master.Open().DescribeAsync(Stop)).GetValueOrThrow();

        Assert.Equal((true, "ok", "leader", "serving", null), (cluster.IsServing, cluster.Status, cluster.Role, cluster.State, cluster.LeaderAddress));
        Assert.Equal(new ClusterSegment("localhost:12945", "localhost:16921", "tcp", "OK", 19584, 67108864), cluster.Segments[0]);
        Assert.Equal((2, 19585, 83886080), (cluster.Segments.Count, cluster.UsedBytes, cluster.TotalBytes));
    }

    [Fact]
    public async Task Describe_MasterThatDoesNotServe_IsAnAnswer()
    {
        await using StubMaster master = new(static path => path == "/health"
            ? StubMaster.Ok("""{"status":"ok","role":"standby","ha_state":"standby","service_ready":false,"leader_address":"other:50051"}""", 503)
            : StubMaster.Ok(Segments));
        ClusterDescription cluster = (await master.Open().DescribeAsync(Stop)).GetValueOrThrow();
        Assert.Equal((false, "standby", "other:50051"), (cluster.IsServing, cluster.Role, cluster.LeaderAddress));
    }

    [Fact]
    public async Task Describe_OlderMaster_AnswersInPlainText()
    {
        await using StubMaster master = new(static path => path == "/health" ? StubMaster.Ok("OK\n") : StubMaster.Ok(Segments));
        Assert.True((await master.Open().DescribeAsync(Stop)).GetValueOrThrow().IsServing);
    }

    [Fact]
    public async Task Metrics_AreTheMastersCounters()
    {
        await using StubMaster master = Recorded();
        ClusterMetrics metrics = (await master.Open().GetMetricsAsync(Stop)).GetValueOrThrow();

        Assert.Equal((64, 1, 19584, 67108864), (metrics.Objects, metrics.Clients, metrics.UsedBytes, metrics.TotalBytes));
        Assert.Equal((100, 20, 0.8, 7, 7000), (metrics.Lookups, metrics.FailedLookups, metrics.HitRatio, metrics.EvictedObjects, metrics.EvictedBytes));
        Assert.Equal(19584, metrics.All["""segment_allocated_bytes{segment="local host:12945"}"""]);
        Assert.DoesNotContain(metrics.All.Keys, static name => name.Contains("bucket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FindReplicas_NamesTheCopies()
    {
        await using StubMaster master = Recorded();
        StoreCluster cluster = master.Open();

        Assert.Equal([new ObjectReplica("localhost:16921", "tcp", 306)], (await cluster.FindReplicasAsync("bench/1", Stop)).GetValueOrThrow());
        Assert.Empty((await cluster.FindReplicasAsync("ä x", Stop)).GetValueOrThrow());
        Assert.True((await cluster.FindReplicasAsync("b", Stop)).IsMissing);
        Assert.Contains("/batch_query_keys?keys=%C3%A4%20x", master.Asked);
    }

    [Fact]
    public async Task Exists_AsksInPieces_AndSaysWhichKeysCannotBeAsked()
    {
        await using StubMaster master = Recorded();
        string[] keys = ["bench/1", "with,comma", "b", .. Enumerable.Range(0, 600).Select(static i => $"{i}/{new string('k', i / 4)}"), "\uD800"];
        StoreBatch exists = await master.Open().ExistsWithoutLeaseAsync(keys, Stop);

        Assert.Equal((keys.Length, 1, 2), (exists.Count, exists.SuccessCount, exists.FailedCount));
        Assert.True(exists[0].IsFound && exists[2].IsMissing);
        Assert.Equal((StoreErrorCode.KeyNotEncodable, "with,comma"), (exists[1].Error!.Code, exists[1].Error!.Key));
        Assert.Equal(StoreErrorCode.KeyNotEncodable, exists[^1].Error!.Code);
        Assert.InRange(master.Asked.Length, 3, 20);
        Assert.All(master.Asked, static path => Assert.InRange(path.Length, 1, AdminPort.LongestQuery + 100));
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Answer_ThatIsNone_IsAnErrorThatSaysSo(string name, string answer, StoreErrorCode code)
    {
        Assert.NotEmpty(name);
        await using StubMaster master = new(_ => answer);
        StoreCluster cluster = master.Open();

        StoreError error = (await cluster.DescribeAsync(Stop)).Error!;
        Assert.Equal((code, StoreOperation.Describe), (error.Code, error.Operation));
        Assert.Contains(master.Address, error.Message, StringComparison.Ordinal);
        Assert.Contains("admin=", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(code, (await cluster.FindReplicasAsync("k", Stop)).Error!.Code);
        Assert.Equal(code, (await cluster.ExistsWithoutLeaseAsync(["k"], Stop)).FirstError!.Code);
    }

    [Fact]
    public async Task Call_WithoutAnAnswer_EndsAtTheTimeout()
    {
        ManualTimeProvider clock = new();
        await using StubMaster master = new(static _ => null);
        StoreCluster cluster = master.Open(options => options.TimeProvider = clock);
        Task<StoreResult<ClusterMetrics>> asking = cluster.GetMetricsAsync(Stop).AsTask();
        Assert.True(clock.WaitForTimers(1, TimeSpan.FromMinutes(1)));
        clock.Advance(new MooncakeStoreOptions().OperationTimeout);

        StoreError error = (await asking).Error!;
        Assert.Equal((StoreErrorCode.Timeout, RetryClass.AfterBackoff), (error.Code, error.Retry));
    }

    [Fact]
    public async Task Call_Canceled_Throws()
    {
        using CancellationTokenSource cancel = new();
        await using StubMaster master = new(static _ => null);
        Task<StoreResult<ClusterDescription>> asking = master.Open().DescribeAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.Equal(StoreOperation.Describe, (await Assert.ThrowsAsync<StoreCanceledException>(() => asking)).Operation);
    }

    [Fact]
    public async Task Call_WhereNobodyListens_IsUnreachable()
    {
        TcpListener unused = new(System.Net.IPAddress.Loopback, 0);
        unused.Start();
        string address = unused.LocalEndpoint.ToString()!;
        unused.Stop();
        AdminPort? port = AdminPort.Of(MooncakeStoreOptions.Parse($"mooncake://127.0.0.1:1?admin={address}").GetValueOrThrow());
        StoreCluster cluster = new(() => port, static () => { });

        StoreError error = (await cluster.DescribeAsync(Stop)).Error!;
        Assert.Equal((StoreErrorCode.MasterUnreachable, RetryClass.WhenReachable), (error.Code, error.Retry));
    }

    [Fact]
    public async Task Call_WithoutAPort_SaysHowToConfigureIt()
    {
        StoreCluster cluster = new(static () => null, static () => { });
        Assert.False(cluster.IsConfigured);
        StoreError error = (await cluster.ExistsWithoutLeaseAsync(["a", "b"], Stop))[1].Error!;
        Assert.Equal((StoreErrorCode.InvalidConfiguration, "b"), (error.Code, error.Key));
        Assert.Contains("admin=auto", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "http://master:9003/")]
    [InlineData("AUTO", "http://master:9003/")]
    [InlineData("other:1", "http://other:1/")]
    [InlineData("https://other:1", "https://other:1/")]
    [InlineData("[::1]:9003", "http://[::1]:9003/")]
    [InlineData("", null)]
    [InlineData("ftp://a:1", null)]
    [InlineData("http://a:1/path", null)]
    [InlineData("http://user@a:1", null)]
    [InlineData("a b:1", null)]
    public void Address_IsReadFromTheOptions(string text, string? expected)
    {
        ClusterOptions options = new() { MasterAddress = "master:50051", AdminAddress = text };
        Assert.Equal(expected, AdminPort.AddressOf(options)?.ToString());
    }

    /// <summary>The same on a real cluster, where one is configured.</summary>
    [Fact]
    public async Task RealMaster_AnswersWithoutGrantingLeases()
    {
        string? connection = Environment.GetEnvironmentVariable("MOONCAKE_TEST_CONNECTION");
        Assert.SkipWhen(string.IsNullOrEmpty(connection), "Set MOONCAKE_TEST_CONNECTION to a cluster's connection string.");
        await using MooncakeStore store = await MooncakeStore.OpenAsync(
            $"{connection}{(connection!.Contains('?', StringComparison.Ordinal) ? '&' : '?')}admin=auto", Stop);
        StoreCluster cluster = store.Cluster!;
        string key = $"admin-test/{Guid.NewGuid():n}";
        (await store.Raw.PutAsync(key, new byte[100], cancellationToken: Stop)).ThrowIfFailed();

        ClusterDescription described = (await cluster.DescribeAsync(Stop)).GetValueOrThrow();
        Assert.True(described.IsServing);
        Assert.Contains(described.Segments, segment => segment.Name == store.Hostname && segment.UsedBytes >= 100);
        Assert.Equal(100, Assert.Single((await cluster.FindReplicasAsync(key, Stop)).GetValueOrThrow()).Bytes);
        StoreBatch exists = await cluster.ExistsWithoutLeaseAsync([key, "admin-test/none"], Stop);
        Assert.True(exists[0].IsFound && exists[1].IsMissing);
        Assert.InRange((await cluster.GetMetricsAsync(Stop)).GetValueOrThrow().Objects, 1, long.MaxValue);
        Assert.Equal([key], await store.Raw.ListAsync(key[..^1], cancellationToken: Stop).ToListAsync(Stop));
        Assert.Equal(1, (await store.Raw.CountAsync(key, Stop)).GetValueOrThrow());

        // A lease would make this fail.
        Assert.Equal(StoreResult.Done, await store.Raw.RemoveAsync(key, cancellationToken: Stop));
        Assert.True((await cluster.FindReplicasAsync(key, Stop)).IsMissing);
    }

    [Fact]
    public async Task Cluster_OfAnotherEngine_IsNull()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Stop);
        Assert.Null(store.Cluster);
    }

    [Fact]
    public async Task Misuse_Throws()
    {
        await using StubMaster master = Recorded();
        StoreCluster cluster = master.Open();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await cluster.ExistsWithoutLeaseAsync(null!, Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await cluster.ExistsWithoutLeaseAsync([""], Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await cluster.FindReplicasAsync("", Stop));
        StoreCluster closed = new(static () => null, static () => throw new ObjectDisposedException("store"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await closed.DescribeAsync(Stop));
    }

    private static StubMaster Recorded() => new(static path => path switch
    {
        "/health" => StubMaster.Ok(Health),
        "/get_segments_detail" => StubMaster.Ok(Segments),
        "/metrics" => StubMaster.Ok(Metrics),
        _ when path.StartsWith("/batch_query_keys?keys=", StringComparison.Ordinal) => StubMaster.Ok(Keys),
        _ => StubMaster.Ok("404 Not Found", 404),
    });
}
