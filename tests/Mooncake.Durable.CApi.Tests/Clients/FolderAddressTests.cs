using Mooncake.Backends;
using Mooncake.Durable.CApi.Clients;

namespace Mooncake.Durable.CApi.Tests.Clients;

/// <summary>What a setup says about the folder.</summary>
public sealed class FolderAddressTests
{
    [Theory]
    [InlineData("data", 0, "data", 0)]
    [InlineData("/a b?c/%20", 100, "/a b?c/%20", 100)]
    [InlineData("durable:///a%20b", 100, "/a b", 100)]
    [InlineData("durable://data?capacity=1GiB", 100, "data", 1 << 30)]
    public void Address_IsAPathOrAConnectionString(string address, long segment, string folder, long capacity)
    {
        Assert.True(FolderAddress.TryRead(Setup(address, (ulong)segment), out DurableOptions? options, out string problem), problem);
        Assert.Equal((folder, capacity), (options.Folder, options.CapacityBytes));
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("durable://", 0, "no folder")]
    [InlineData("durable://d?sync=maybe", 0, "'sync'")]
    [InlineData("d", ulong.MaxValue, "global_segment_size")]
    public void Address_WithoutSense_IsAProblemThatNamesIt(string address, ulong segment, string expected)
    {
        Assert.False(FolderAddress.TryRead(Setup(address, segment), out _, out string problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    private static StoreSetup Setup(string address, ulong segment) => new() { MasterServerAddress = address, SegmentBytes = segment };
}
