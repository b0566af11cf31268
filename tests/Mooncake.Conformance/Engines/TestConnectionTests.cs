using Mooncake.Backends;

namespace Mooncake.Conformance.Engines;

public sealed class TestConnectionTests
{
    [Fact]
    public void ConnectionString_WithAllKeys_IsRead()
    {
        StoreSetup setup = TestConnection.Parse(
            "mooncake://master:50051?metadata=http%3A%2F%2Fmaster%3A8080%2Fmetadata&protocol=rdma&device=mlx5_0&hostname=10.0.0.1&segment=1GiB");

        Assert.Equal(
            new StoreSetup
            {
                MasterServerAddress = "master:50051",
                MetadataServer = "http://master:8080/metadata",
                Protocol = "rdma",
                DeviceName = "mlx5_0",
                LocalHostname = "10.0.0.1",
            },
            setup);
    }

    [Fact]
    public void ConnectionString_UnescapedMetadata_IsReadAsItIs() =>
        Assert.Equal("http://m:8080/metadata", TestConnection.Parse("mooncake://m:1?metadata=http://m:8080/metadata").MetadataServer);

    [Theory]
    [InlineData("embedded://")]
    [InlineData("mooncake://m:1?speed=fast")]
    public void ConnectionString_NotUnderstood_Throws(string text) =>
        Assert.Throws<FormatException>(() => TestConnection.Parse(text));
}
