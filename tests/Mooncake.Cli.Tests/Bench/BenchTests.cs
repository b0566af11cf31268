using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Bench;

public sealed class BenchTests
{
    private static readonly string[] Short = ["--duration", "1ms", "--shapes", "64B,4KiB", "--concurrency", "1,2"];

    [Fact]
    public async Task Bench_WithJson_HasEveryMeasurement()
    {
        ToolResult run = await new TestHost().RunAsync(["bench", "--connect", "embedded://", "--json", .. Short]);

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement[] results = [.. report.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(2 * 2 * 2 * 3, results.Length);
        Assert.All(results, static result =>
        {
            Assert.Equal(0, result.GetProperty("failures").GetInt64() + result.GetProperty("missing").GetInt64());
            Assert.True(result.GetProperty("calls").GetInt64() >= result.GetProperty("concurrency").GetInt32());
            Assert.True(result.GetProperty("objectsPerSecond").GetDouble() > 0);
            Assert.True(result.GetProperty("p50").GetDouble() <= result.GetProperty("p999").GetDouble());
        });
    }

    [Fact]
    public async Task Bench_OnAStoreOfOthers_LeavesTheirObjectsAndNoneOfItsOwn()
    {
        const string Connection = "embedded://bench-others?segment=64MiB";
        await using MooncakeStore store = await MooncakeStore.OpenAsync(Connection, TestContext.Current.CancellationToken);
        await StoreContents.PutAsync(store, "mine", [1]);

        ToolResult run = await new TestHost().RunAsync(["bench", "--connect", Connection, .. Short]);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(1, (await store.Raw.CountAsync(cancellationToken: TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task Bench_WithHtml_WritesChartsAndTheTable()
    {
        using TemporaryFolder folder = new();

        ToolResult run = await new TestHost().RunAsync(["bench", "--connect", "embedded://", "--html", folder.PathOf("b.html"), .. Short]);

        Assert.StartsWith("payload\toperation\t", run.Output, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(folder.PathOf("b.html"), TestContext.Current.CancellationToken);
        Assert.Equal(2, page.Split("<svg ").Length - 1);
        Assert.Contains("4 KiB", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_OnAStoreThatIsTooSmall_ReportsTheFailure()
    {
        ToolResult run = await new TestHost().RunAsync(
            "bench", "--connect", "embedded://?segment=16MiB", "--duration", "1ms", "--shapes", "16MiB", "--concurrency", "1");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shapes", "0B")]
    [InlineData("--shapes", "big")]
    [InlineData("--shapes", "1GiB")]
    [InlineData("--shapes", "1KiB,")]
    [InlineData("--concurrency", "0")]
    [InlineData("--concurrency", "99999")]
    [InlineData("--duration", "0s")]
    [InlineData("--duration", "1")]
    public async Task Bench_WithAWrongOption_IsAUsageError(string option, string value)
    {
        ToolResult run = await new TestHost().RunAsync("bench", "--connect", "embedded://", option, value);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
    }
}
