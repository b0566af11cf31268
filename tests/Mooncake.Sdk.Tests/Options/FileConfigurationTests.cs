namespace Mooncake.Options;

/// <summary>Mooncake's own JSON configuration file.</summary>
public sealed class FileConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mooncake-sdk-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void FromFile_EveryField_IsRead()
    {
        MooncakeStoreOptions options = Read("""
            {
              "local_hostname": "node-1", "metadata_server": "http://m:8080/metadata", "global_segment_size": "4gb", "local_buffer_size": 1048576,
              "protocol": "rdma", "device_name": "mlx5_0", "master_server_address": "m:50051", "enable_ssd_offload": false, "tenant_id": "default"
            }
            """).GetValueOrThrow();
        Assert.Equal(
            (StoreEngine.Cluster, "node-1", "http://m:8080/metadata", 4L << 30, 1L << 20, "rdma", "mlx5_0", "m:50051"),
            (options.Engine, options.LocalHostname, options.Cluster.MetadataServer, options.SegmentBytes, options.LocalBufferBytes,
                options.Cluster.Protocol, options.Cluster.DeviceName, options.Cluster.MasterAddress));
    }

    [Fact]
    public void FromFile_OnlyTheMaster_HasMooncakesDefaults()
    {
        MooncakeStoreOptions options = Read("""{ "master_server_address": "m:50051", "device_name": null }""").GetValueOrThrow();
        Assert.Equal((3_355_443_200L, 1L << 30, "tcp", ""), (options.SegmentBytes, options.LocalBufferBytes, options.Cluster.Protocol, options.Cluster.DeviceName));
    }

    [Theory]
    [InlineData("{}", "'master_server_address'")]
    [InlineData("[]", "does not contain a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("", "is not JSON")]
    [InlineData("""{ "master": "m:1" }""", "the unknown field 'master'")]
    [InlineData("""{ "metadata_srever": "P2PHANDSHAKE" }""", "Did you mean 'metadata_server'?")]
    [InlineData("""{ "master_server_address": "m:1", "protocol": ["tcp"] }""", "is an object or an array")]
    [InlineData("""{ "master_server_address": "m:1", "global_segment_size": "much" }""", "'global_segment_size'")]
    [InlineData("""{ "master_server_address": "m:1", "local_buffer_size": -1 }""", "'local_buffer_size'")]
    [InlineData("""{ "master_server_address": "m:1", "enable_ssd_offload": true }""", "'enable_ssd_offload'")]
    [InlineData("""{ "master_server_address": "m:1", "tenant_id": "other" }""", "'tenant_id'")]
    [InlineData("""{ "master_server_address": "m" }""", "host:port")]
    public void FromFile_BadContent_SaysWhat(string json, string expected)
    {
        StoreError error = Read(json).Error!;
        Assert.Equal(StoreErrorCode.InvalidConfiguration, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_NoFile_NamesThePath()
    {
        string path = Path.Combine(_folder.FullName, "absent.json");
        Assert.Contains(path, MooncakeStoreOptions.FromFile(path).Error!.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, MooncakeStoreOptions.FromFile(_folder.FullName).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    public void FromFile_NoPath_Throws(string? path) => Assert.ThrowsAny<ArgumentException>(() => MooncakeStoreOptions.FromFile(path!));

    private StoreResult<MooncakeStoreOptions> Read(string json)
    {
        string path = Path.Combine(_folder.FullName, "mooncake.json");
        File.WriteAllText(path, json);
        return MooncakeStoreOptions.FromFile(path);
    }
}
