using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

/// <summary>Commands on <c>mooncake://</c>: what they ask the master's HTTP port, and what the engine.</summary>
public sealed class ClusterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ls_ListsTheKeysOfTheMaster()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("a/1", "a/2", "b");

        ToolResult run = await cluster.RunAsync("ls", "a/");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal(["a/1", "a/2"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal("3\n", (await cluster.RunAsync("ls", "--count")).Output);
    }

    [Fact]
    public async Task Ls_WithSizes_GrantsNoLease()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync("ls", "--sizes");

        Assert.Equal((ExitCode.Done, "3\tkey\n", ""), (run.Code, run.Output, run.Error));
        Assert.True(await cluster.RemoveIfNotLeasedAsync("key"));
    }

    [Fact]
    public async Task Ls_WhoseMasterDoesNotAnswer_NamesItsAddress()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");
        cluster.HttpIsBroken = true;

        ToolResult run = await cluster.RunAsync("ls");

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
        Assert.Contains("http://127.0.0.1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exists_GrantsNoLease()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync("exists", "key", "other");

        Assert.Equal((ExitCode.NotFound, "exists\tkey\nmissing\tother\n", ""), (run.Code, run.Output, run.Error));
        Assert.True(await cluster.RemoveIfNotLeasedAsync("key"));
    }

    [Theory]
    [InlineData("key", true)]
    [InlineData("with,comma", false)]
    public async Task Exists_OfWhatTheMasterCannotAnswer_AsksTheEngineAndWarnsOfTheLease(string key, bool isBroken)
    {
        await using TestCluster cluster = await TestCluster.WithAsync(key);
        cluster.HttpIsBroken = isBroken;

        ToolResult run = await cluster.RunAsync("exists", key);

        Assert.Equal((ExitCode.Done, $"exists\t{key}\n"), (run.Code, run.Output));
        Assert.Contains("granted leases", run.Error, StringComparison.Ordinal);
        Assert.False(await cluster.RemoveIfNotLeasedAsync(key));
    }

    [Fact]
    public async Task Stat_ShowsSizesAndReplicas()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync("stat", "key", "other");

        Assert.Equal(ExitCode.NotFound, run.Code);
        Assert.Equal("key\tbytes\texpires\treplicas\nkey\t3\t\t1\nother\tmissing\t\t\n", run.Output);
        Assert.True(await cluster.RemoveIfNotLeasedAsync("key"));
    }

    [Fact]
    public async Task Where_ShowsTheEndpointOfEachReplica()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync("where", "key", "other");

        Assert.Equal((ExitCode.NotFound, "mooncake: No object has the key 'other'.\n"), (run.Code, run.Error));
        Assert.Equal("key\tplace\tprotocol\tbytes\nkey\tlocalhost:16921\ttcp\t3\n", run.Output);
    }

    [Fact]
    public async Task Describe_ShowsTheMasterAndItsSegments()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync("describe");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains("ok, serving", run.Output, StringComparison.Ordinal);
        Assert.Contains("localhost:12945\tlocalhost:16921\ttcp\tOK\t", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_WhoseMasterDoesNotAnswer_Fails()
    {
        await using TestCluster cluster = await TestCluster.WithAsync();
        cluster.HttpIsBroken = true;

        ToolResult run = await cluster.RunAsync("describe");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("http://127.0.0.1", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", true, "Stored 3 bytes as 'new'.\n", "new")]
    [InlineData("key", false, "", "key")]
    [InlineData("key", true, "Kept the existing object of 'key'.\n", "key", "--keep")]
    [InlineData("key", true, "Stored 3 bytes as 'key'.\n", "new", "--replace")]
    public async Task Put_TellsWhetherTheKeyHadAnObject(string key, bool succeeds, string output, string value, params string[] options)
    {
        await using TestCluster cluster = await TestCluster.WithAsync("key");

        ToolResult run = await cluster.RunAsync(["put", key, "--text", "new", .. options]);

        Assert.Equal((succeeds ? ExitCode.Done : ExitCode.Failed, output), (run.Code, run.Output));
        Assert.Equal(value, System.Text.Encoding.UTF8.GetString((await cluster.Objects.Raw.GetAsync(key, Stop)).GetValueOrThrow()));
    }

    [Fact]
    public async Task Put_WithExpiry_SaysThatAClusterHasNone()
    {
        await using TestCluster cluster = await TestCluster.WithAsync();

        ToolResult run = await cluster.RunAsync("put", "key", "--text", "value", "--ttl", "1h");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Copy_ToACluster_KeepsExistingObjectsAndWarnsOfLostExpiry()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("a");
        await using SharedStore from = await SharedStore.WithAsync("a", "b", "c");
        (await from.Store.Raw.SetExpiryAsync("c", TimeSpan.FromHours(1), Stop)).ThrowIfFailed();

        ToolResult run = await new TestHost { Cluster = cluster }.RunAsync("copy", "--from", from.Connection, "--to", cluster.Connection);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith("Copied 2 objects, 2 B.\nKept 1 object ", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 object copied without expiry", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await cluster.Objects.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Copy_FromACluster_CopiesThePrefix()
    {
        await using TestCluster cluster = await TestCluster.WithAsync("a/1", "a/2", "b");
        await using SharedStore to = await SharedStore.OpenAsync();

        ToolResult run = await new TestHost { Cluster = cluster }.RunAsync(
            "copy", "--from", cluster.Connection, "--to", to.Connection, "--prefix", "a/");

        Assert.Equal((ExitCode.Done, "Copied 2 objects, 6 B.\n", ""), (run.Code, run.Output, run.Error));
        Assert.Equal("a/1\na/2\n", (await to.RunAsync("ls")).Output);
    }
}
