namespace Mooncake.Options;

public sealed class ConnectionStringTests
{
    public static TheoryData<string, Func<MooncakeStoreOptions, object?>, object?> Keys => new()
    {
        { "mooncake://h:1?metadata=http://m:8080/metadata", o => o.Cluster.MetadataServer, "http://m:8080/metadata" },
        { "mooncake://h:1?metadata=etcd://m:2379", o => o.Cluster.MetadataServer, "etcd://m:2379" },
        { "mooncake://h:1?metadata=P2PHANDSHAKE", o => o.Cluster.MetadataServer, "P2PHANDSHAKE" },
        { "mooncake://h:1?protocol=rdma", o => o.Cluster.Protocol, "rdma" },
        { "mooncake://h:1?device=mlx5_0,mlx5_1", o => o.Cluster.DeviceName, "mlx5_0,mlx5_1" },
        { "mooncake://h:1?library=/opt/lib.so", o => o.Cluster.LibraryPath, "/opt/lib.so" },
        { "mooncake://h:1?preflight=off", o => o.Cluster.Preflight, false },
        { "mooncake://h:1?preflight=True", o => o.Cluster.Preflight, true },
        { "mooncake://h:1?connect-timeout=250ms", o => o.Cluster.ConnectTimeout, TimeSpan.FromMilliseconds(250) },
        { "embedded://?lease=0s", o => o.Embedded.LeaseDuration, TimeSpan.Zero },
        { "embedded://?lease=1.5s", o => o.Embedded.LeaseDuration, TimeSpan.FromSeconds(1.5) },
        { "embedded://?lease=8760h", o => o.Embedded.LeaseDuration, TimeSpan.FromDays(365) },
        { "embedded://?soft-pin=2h", o => o.Embedded.SoftPinDuration, TimeSpan.FromHours(2) },
        { "embedded://?watermark=0.8", o => o.Embedded.EvictionWatermark, 0.8 },
        { "embedded://?eviction-ratio=1", o => o.Embedded.EvictionRatio, 1.0 },
        { "embedded://?segment=0", o => o.SegmentBytes, 0L },
        { "embedded://?segment=1.5GiB", o => o.SegmentBytes, 3L << 29 },
        { "mooncake://h:1?segment=64MB", o => o.SegmentBytes, 64L << 20 },
        { "embedded://?local-buffer=4k", o => o.LocalBufferBytes, 4096L },
        { "embedded://?hostname=node-1", o => o.LocalHostname, "node-1" },
        { "embedded://?timeout=1m", o => o.OperationTimeout, TimeSpan.FromMinutes(1) },
        { "embedded://?close-timeout=3s", o => o.CloseTimeout, TimeSpan.FromSeconds(3) },
        { "embedded://?max-key=100", o => o.MaxKeyBytes, 100 },
        { "embedded://", o => (o.Engine, o.Embedded.ClusterName), (StoreEngine.Embedded, (string?)null) },
        { "  EMBEDDED://shared  ", o => (o.Engine, o.Embedded.ClusterName), (StoreEngine.Embedded, "shared") },
        { "embedded://a%20name/?LEASE=1s", o => (o.Embedded.ClusterName, o.Embedded.LeaseDuration), ("a name", TimeSpan.FromSeconds(1)) },
        { "embedded://?hostname=a%26b%3Dc&", o => o.LocalHostname, "a&b=c" },
        { "mooncake://master:50051", o => (o.Engine, o.Cluster.MasterAddress), (StoreEngine.Cluster, "master:50051") },
        { "mooncake://[::1]:50051/", o => o.Cluster.MasterAddress, "[::1]:50051" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Parse_Key_SetsItsOption(string text, Func<MooncakeStoreOptions, object?> option, object? expected) =>
        Assert.Equal(expected, option(MooncakeStoreOptions.Parse(text).GetValueOrThrow()));

    [Theory]
    [InlineData("", "does not start with a scheme")]
    [InlineData("redis://h:1", "does not start with a scheme")]
    [InlineData("embedded:/x", "does not start with a scheme")]
    [InlineData("mooncake://", "master address")]
    [InlineData("mooncake://host", "host:port")]
    [InlineData("mooncake://host:0", "host:port")]
    [InlineData("mooncake://host:70000", "host:port")]
    [InlineData("mooncake://:50051", "host:port")]
    [InlineData("mooncake://::1:50051", "host:port")]
    [InlineData("mooncake://h:50051/path", "host:port")]
    [InlineData("mooncake://ho st:1", "host:port")]
    [InlineData("mooncake://ho%20st:1", "host:port")]
    [InlineData("mooncake://ho%09st:1", "host:port")]
    [InlineData("mooncake://host :1", "host:port")]
    [InlineData("mooncake://user@host:1", "host:port")]
    [InlineData("mooncake://[x]:1", "host:port")]
    [InlineData("mooncake://[::1]", "host:port")]
    [InlineData("mooncake://etcd://a b:1", "host:port")]
    [InlineData("mooncake://h:1?metadata=http://ho st:1", "P2PHANDSHAKE")]
    [InlineData("mooncake://h:1?protocol=t cp", "protocol")]
    [InlineData("mooncake://h:1?hostname=my host", "hostname")]
    [InlineData("embedded://?hostname=my%0Ahost", "hostname")]
    [InlineData("embedded://?lease", "'lease' has the value ''")]
    [InlineData("embedded://?lease=5", "a number with a unit")]
    [InlineData("embedded://?lease=-5s", "a number with a unit")]
    [InlineData("embedded://?lease=101000d", "a number with a unit")]
    [InlineData("embedded://?timeout=0s", "above zero")]
    [InlineData("embedded://?lease=8761h", "'lease' has the value '8761h'. Give a duration of 0 to 365 days")]
    [InlineData("embedded://?soft-pin=99999999999h", "Give a duration of 0 to 365 days")]
    [InlineData("embedded://?timeout=99999999999h", "at most 24 days")]
    [InlineData("mooncake://h:1?wait=99999999999h", "at most 24 days")]
    [InlineData("mooncake://h:1?lanes=0", "lanes (Pipeline.Lanes) is '0'. It must be from 1 to 256")]
    [InlineData("mooncake://h:1?lanes=x", "a whole number from 1 to 256")]
    [InlineData("mooncake://h:1?large-lanes=257", "large-lanes (Pipeline.LargeObjectLanes) is '257'. It must be from 1 to 256")]
    [InlineData("mooncake://h:1?large-object=0", "large-object (Pipeline.LargeObjectBytes) is '0'. It must be at least 1")]
    [InlineData("mooncake://h:1?batch=5000", "batch (Pipeline.MaxBatchCount) is '5000'. It must be from 1 to 4096")]
    [InlineData("mooncake://h:1?queue=-1", "a whole number of at least 1")]
    [InlineData("embedded://?max-key=99999999999", "a whole number from 1 to 1048576")]
    [InlineData("embedded://?watermark=0", "a number above 0 and at most 1")]
    [InlineData("embedded://?eviction-ratio=1.5", "a number from 0 to 1")]
    [InlineData("embedded://%01", "a name without control characters")]
    [InlineData("embedded://?timeout=2000h", "at most 24 days")]
    [InlineData("embedded://?segment=lots", "a number of bytes")]
    [InlineData("embedded://?segment=-1", "a number of bytes")]
    [InlineData("embedded://?segment=99999999999TiB", "a number of bytes")]
    [InlineData("embedded://?segment=1MiB", "at least 16 MiB")]
    [InlineData("embedded://?watermark=2", "at most 1")]
    [InlineData("embedded://?watermark=x", "a number above 0 and at most 1")]
    [InlineData("embedded://?max-key=0", "1 to 1,048,576")]
    [InlineData("embedded://?max-key=1e3", "a whole number")]
    [InlineData("embedded://?hostname=", "a non-empty text")]
    [InlineData("embedded://?hostname=a%00b", "hostname")]
    [InlineData("embedded://%00", "cluster name")]
    [InlineData("mooncake://h%00:1", "master address")]
    [InlineData("mooncake://h:1?preflight=maybe", "on or off")]
    [InlineData("mooncake://h:1?metadata=nowhere", "P2PHANDSHAKE")]
    [InlineData("mooncake://h:1?protocol=%00", "protocol")]
    [InlineData("embedded://?lease=1s&Lease=2s", "'lease' twice")]
    public void Parse_BadText_SaysWhatAndWhatInstead(string text, string expected)
    {
        StoreError error = MooncakeStoreOptions.Parse(text).Error!;
        Assert.Equal((StoreErrorCode.InvalidConfiguration, StoreOperation.Open, RetryClass.Never), (error.Code, error.Operation, error.Retry));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void Parse_UnknownKey_ListsTheKeysOfTheEngine()
    {
#pragma warning disable MOON0518 // Meant: it is bad input.
        string embedded = MooncakeStoreOptions.Parse("embedded://?colour=red").Error!.Message;
#pragma warning restore MOON0518
        Assert.Contains("'colour'", embedded, StringComparison.Ordinal);
        Assert.Contains("lease, soft-pin, watermark, eviction-ratio, segment, local-buffer, hostname, timeout, close-timeout, max-key", embedded, StringComparison.Ordinal);
        Assert.DoesNotContain("metadata", embedded, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_KeyOfTheOtherEngine_IsUnknown()
    {
        Assert.Contains("'lease'", MooncakeStoreOptions.Parse("mooncake://h:1?lease=1s").Error!.Message, StringComparison.Ordinal);
        Assert.Contains("'metadata'", MooncakeStoreOptions.Parse("embedded://?metadata=P2PHANDSHAKE").Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embeded://", "Did you mean 'embedded://'?")]
    [InlineData("embedded:/x", "Did you mean 'embedded://'?")]
    [InlineData("embedded", "Did you mean 'embedded://'?")]
    [InlineData("moncake://h:1", "Did you mean 'mooncake://'?")]
    [InlineData("MoonCake//h:1", "Did you mean 'mooncake://'?")]
    [InlineData("durabel://./data", "Did you mean 'durable://'?")]
    [InlineData("embedded://?tiemout=1s", "Did you mean 'timeout'?")]
    [InlineData("embedded://?eviction_ratio=1", "Did you mean 'eviction-ratio'?")]
    [InlineData("embedded://?Segmnt=16MiB", "Did you mean 'segment'?")]
    [InlineData("mooncake://h:1?protocoll=tcp", "Did you mean 'protocol'?")]
    [InlineData("mooncake://h:1?retrywhenfull=on", "Did you mean 'retry-when-full'?")]
    [InlineData("embedded://?lanes=2", "It is a key of mooncake://.")]
    [InlineData("mooncake://h:1?lease=1s", "It is a key of embedded://.")]
    public void Parse_MistypedName_ProposesTheNearest(string text, string expected) =>
        Assert.Contains(expected, MooncakeStoreOptions.Parse(text).Error!.Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("redis://h:1")]
    [InlineData("")]
    [InlineData("://x")]
    [InlineData("embedded://?colour=red")]
    public void Parse_NameLikeNoOther_ProposesNone(string text) =>
        Assert.DoesNotContain("Did you mean", MooncakeStoreOptions.Parse(text).Error!.Remedy, StringComparison.Ordinal);

    [Fact]
    public void Parse_Null_Throws() => Assert.Throws<ArgumentNullException>(() => MooncakeStoreOptions.Parse(null!));

    [Fact]
    public void Parse_HugeText_AnswersAShortError() =>
        Assert.True(MooncakeStoreOptions.Parse(new string('x', 1_000_000)).Error!.Message.Length < 1000);

    [Theory]
    [InlineData("mooncake://my_host-1.example:65535")]
    [InlineData("mooncake://10.0.0.1:1")]
    [InlineData("mooncake://[fe80::1]:1")]
    [InlineData("mooncake://etcd://a:1")]
    [InlineData("mooncake://h:1?hostname=10.0.0.2:17000&metadata=http://m:8080/metadata")]
    public void Address_OfAnyForm_IsTaken(string text) => Assert.True(MooncakeStoreOptions.Parse(text).IsFound);

    [Fact]
    public async Task Null_IsToldByTheNameOfTheParameter()
    {
        Assert.Equal("connectionString", Assert.Throws<ArgumentNullException>(static () => MooncakeStoreOptions.Parse(null!)).ParamName);
        Assert.Equal("connectionString", (await Assert.ThrowsAsync<ArgumentNullException>(static () => MooncakeStore.OpenAsync((string)null!, TestContext.Current.CancellationToken))).ParamName);
        Assert.Equal("options", (await Assert.ThrowsAsync<ArgumentNullException>(static () => MooncakeStore.OpenAsync((MooncakeStoreOptions)null!, TestContext.Current.CancellationToken))).ParamName);
    }
}
