using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Replay;

public sealed class ReplayTests
{
    private static readonly string Trace = Path.Combine(AppContext.BaseDirectory, "Replay", "trace.jsonl");

    [Fact]
    public async Task Replay_OfATrace_FindsEveryBlockThatWasStoredBefore()
    {
        ToolResult run = await new TestHost().RunAsync("replay", Trace, "--sweep", "0", "--json");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement root = report.RootElement;
        Assert.Equal(300, root.GetProperty("requests").GetInt64());
        Assert.Equal(6118 - 706, root.GetProperty("hits").GetInt64());
        Assert.Equal(0, root.GetProperty("mismatches").GetInt64());
        Assert.Equal(0, root.GetProperty("sweep").GetArrayLength());
    }

    [Fact]
    public async Task Replay_WithASweep_StaysNearExactLru()
    {
        ToolResult run = await new TestHost().RunAsync("replay", Trace, "--block-bytes", "4096", "--sweep", "200,300,400", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement[] sweep = [.. report.RootElement.GetProperty("sweep").EnumerateArray()];
        Assert.Equal([200, 300, 400], sweep.Select(point => point.GetProperty("capacityBlocks").GetInt32()));
        Assert.All(sweep, point => Assert.InRange(point.GetProperty("difference").GetDouble(), -0.08, 0.08));
        Assert.True(sweep[0].GetProperty("hitRatio").GetDouble() < sweep[2].GetProperty("hitRatio").GetDouble());
    }

    [Fact]
    public async Task Replay_OnPlainText_DrawsBothCharts()
    {
        ToolResult run = await new TestHost { Width = 80 }.RunAsync("replay", Trace, "--sweep", "100,400");

        Assert.Contains("hit ratio         0.8846", run.Output, StringComparison.Ordinal);
        Assert.Contains("Hit ratio over the requests", run.Output, StringComparison.Ordinal);
        Assert.Contains("* Store    . Exact LRU", run.Output, StringComparison.Ordinal);
        Assert.Contains("capacity in blocks\thit ratio\texact LRU\tdifference\n100\t0.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WithFiles_WritesThePageAndThePoints()
    {
        using TemporaryFolder folder = new();
        (string html, string csv) = (folder.PathOf("r.html"), folder.PathOf("r.csv"));

        ToolResult run = await new TestHost().RunAsync("replay", Trace, "--sweep", "100,400", "--html", html, "--csv", csv);

        Assert.Equal(ExitCode.Done, run.Code);
        string page = await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
        Assert.Equal(2, page.Split("<svg ").Length - 1);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        string[] points = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        Assert.Equal("chart,line,x,hit_ratio", points[0]);
        Assert.Contains(points, static line => line.StartsWith("capacity,Store,100,0.", StringComparison.Ordinal));
        Assert.Contains(points, static line => line.StartsWith("capacity,Exact LRU,400,0.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_OnAStoreOfOthers_LeavesTheirObjectsAndNoneOfItsOwn()
    {
        const string Connection = "embedded://replay-others?segment=64MiB";
        await using MooncakeStore store = await MooncakeStore.OpenAsync(Connection, TestContext.Current.CancellationToken);
        await StoreContents.PutAsync(store, "mine", [1]);

        ToolResult run = await new TestHost().RunAsync("replay", Trace, "--connect", Connection, "--json");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal(1, (await store.Raw.CountAsync(cancellationToken: TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replay_WithoutATrace_MakesOneUp()
    {
        ToolResult run = await new TestHost().RunAsync("replay", "--sweep", "0", "--json");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("{\"hash_ids\":[1,1,1]}\n\n{\"hash_ids\":[1]}", true)]
    [InlineData("{\"hash_ids\":[]}", false)]
    [InlineData("{\"hash_ids\":[-1]}", false)]
    [InlineData("{\"hash_ids\":null}", false)]
    [InlineData("{\"timestamp\":\"x\"}", false)]
    [InlineData("null", false)]
    [InlineData("[", false)]
    [InlineData("\u0000\u0001", false)]
    [InlineData("", false)]
    public async Task Replay_OfAStrangeTrace_SucceedsOrSaysWhy(string text, bool succeeds)
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("t.jsonl");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        ToolResult run = await new TestHost().RunAsync("replay", path, "--sweep", "1,3");

        Assert.Equal(succeeds ? ExitCode.Done : ExitCode.Failed, run.Code);
        Assert.Equal(succeeds, run.Error.Length == 0);
        Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "no-such-file.jsonl")]
    [InlineData("replay", "--sweep", "many")]
    [InlineData("replay", "--sweep", "1,,2")]
    [InlineData("replay", "--block-bytes", "0")]
    [InlineData("replay", "--capacity", "-1")]
    [InlineData("replay", "--capacity", "5", "--connect", "embedded://")]
    [InlineData("replay", "--connect", "nowhere://")]
    public async Task Replay_WithWrongArguments_SaysWhy(params string[] arguments)
    {
        ToolResult run = await new TestHost().RunAsync(arguments);

        Assert.NotEqual(ExitCode.Done, run.Code);
        Assert.Equal("", run.Output);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
    }
}
