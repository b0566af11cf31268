namespace Mooncake.Options;

/// <summary>Mooncake's environment variables; the process's own are not touched.</summary>
public sealed class EnvironmentConfigurationTests
{
    [Fact]
    public void Read_EveryVariable_IsTaken()
    {
        MooncakeStoreOptions options = Read(
            ("MOONCAKE_MASTER", "m:50051"),
            ("MOONCAKE_TE_META_DATA_SERVER", "etcd://m:2379"),
            ("MOONCAKE_PROTOCOL", "rdma"),
            ("MOONCAKE_DEVICE", "mlx5_0"),
            ("MOONCAKE_LOCAL_HOSTNAME", "node-1"),
            ("MOONCAKE_GLOBAL_SEGMENT_SIZE", "1gb"),
            ("MOONCAKE_LOCAL_BUFFER_SIZE", "16mb")).GetValueOrThrow();
        Assert.Equal(
            ("m:50051", "etcd://m:2379", "rdma", "mlx5_0", "node-1", 1L << 30, 16L << 20),
            (options.Cluster.MasterAddress, options.Cluster.MetadataServer, options.Cluster.Protocol, options.Cluster.DeviceName,
                options.LocalHostname, options.SegmentBytes, options.LocalBufferBytes));
    }

    [Fact]
    public void Read_NothingSet_NamesTheVariable() =>
        Assert.Contains("environment variable MOONCAKE_MASTER is missing", Read().Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Read_EmptyVariable_IsNotSet() =>
        Assert.Equal("tcp", Read(("MOONCAKE_MASTER", "m:1"), ("MOONCAKE_PROTOCOL", "")).GetValueOrThrow().Cluster.Protocol);

    [Theory]
    [InlineData("MOONCAKE_GLOBAL_SEGMENT_SIZE", "much")]
    [InlineData("MOONCAKE_LOCAL_BUFFER_SIZE", "-1")]
    [InlineData("MOONCAKE_OFFLOAD_ENABLED", "On")]
    [InlineData("MOONCAKE_TENANT_ID", "other")]
    public void Read_BadValue_NamesTheVariable(string name, string value) =>
        Assert.Contains(name, Read(("MOONCAKE_MASTER", "m:1"), (name, value)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ConfigPath_ReadsThatFile() =>
        Assert.Contains("/nowhere/mooncake.json", Read(("MOONCAKE_MASTER", "m:1"), ("MOONCAKE_CONFIG_PATH", "/nowhere/mooncake.json")).Error!.Message, StringComparison.Ordinal);

    private static StoreResult<MooncakeStoreOptions> Read(params (string Name, string Value)[] variables) =>
        EnvironmentConfiguration.Read(name => Array.Find(variables, variable => variable.Name == name).Value);
}
