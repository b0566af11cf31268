namespace Mooncake.Observability;

/// <summary>The attributes that tell stores apart.</summary>
public sealed class StoreTagsTests
{
    [Theory]
    [InlineData("master:50051", "master", 50051)]
    [InlineData("[::1]:50051", "::1", 50051)]
    public void Cluster_WithOneMaster_HasItsHostAndPort(string address, string host, int port) =>
        Assert.Equal([new("db.system.name", "mooncake"), new("server.address", host), new("server.port", port)], TagsOf(StoreEngine.Cluster, address));

    [Fact]
    public void Cluster_WithMastersBehindAService_HasItsAddressAndNoPort() =>
        Assert.Equal(
            [new("db.system.name", "mooncake"), new("server.address", "etcd://a:2379;b:2379")], TagsOf(StoreEngine.Cluster, "etcd://a:2379;b:2379"));

    [Fact]
    public void Embedded_Named_HasItsName() =>
        Assert.Equal([new("db.system.name", "mooncake"), new("db.namespace", "name")], TagsOf(StoreEngine.Embedded, "master:50051", "name"));

    [Fact]
    public void Embedded_Private_HasNoMoreThanTheSystem() =>
        Assert.Equal([new("db.system.name", "mooncake")], TagsOf(StoreEngine.Embedded, "master:50051"));

    private static KeyValuePair<string, object?>[] TagsOf(StoreEngine engine, string master, string? name = null)
    {
        MooncakeStoreOptions options = new() { Engine = engine };
        options.Cluster.MasterAddress = master;
        options.Embedded.ClusterName = name;
        return new StoreTelemetry(options).StoreTags;
    }
}
