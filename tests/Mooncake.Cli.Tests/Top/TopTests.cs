using System.Net;
using System.Text.Json;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;
using Mooncake.Cli.Top;

namespace Mooncake.Cli.Tests.Top;

public sealed class TopTests
{
    [Fact]
    public async Task Top_OfADashboard_WritesALineForEachInterval()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();

        ToolResult run = await new TestHost().RunAsync("top", "--url", host.Address.ToString(), "--interval", "100ms", "--count", "2");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("time\toperations/s\t", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(TopColumn.All.Count + 1, line.Split('\t').Length));
    }

    [Fact]
    public async Task Top_WithJson_WritesADocumentForEachInterval()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();

        ToolResult run = await new TestHost().RunAsync(
            "top", "--url", host.Address.ToString(), "--interval", "100ms", "--count", "2", "--json");

        long[] sequences = [.. run.Output.TrimEnd('\n').Split('\n').Select(static line =>
        {
            using JsonDocument figures = JsonDocument.Parse(line);
            return figures.RootElement.GetProperty("sequence").GetInt64();
        })];
        Assert.Equal(2, sequences.Length);
        Assert.True(sequences[0] < sequences[1]);
    }

    [Fact]
    public async Task Top_OnATerminal_ShowsEveryFigure()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();

        ToolResult run = await new TestHost { IsTerminal = true }.RunAsync(
            "top", "--url", host.Address.ToString(), "--interval", "100ms", "--count", "1");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("mooncake top: embedded", run.Output, StringComparison.Ordinal);
        Assert.All(TopColumn.All, column => Assert.Contains(column.Name, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Top_WithTheToken_IsAnswered()
    {
        DashboardOptions options = new(new IPEndPoint(IPAddress.Loopback, 0), "0123456789abcdef");
        await using DashboardHost host = await DashboardHost.StartAsync(options);
        string[] arguments = ["top", "--url", host.Address.ToString(), "--interval", "100ms", "--count", "1"];

        ToolResult without = await new TestHost().RunAsync(arguments);
        ToolResult with = await new TestHost { Variables = { ["MOONCAKE_HTTP_TOKEN"] = options.Token! } }.RunAsync(arguments);

        Assert.Equal((ExitCode.Failed, ExitCode.Done), (without.Code, with.Code));
        Assert.Contains("--token", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_OfAServerThatDoesNotRun_SaysSo()
    {
        ToolResult run = await new TestHost().RunAsync("top", "--url", "http://127.0.0.1:9", "--interval", "100ms", "--count", "1");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("does not respond", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--connect", "embedded://")]
    [InlineData("--url", "not an address")]
    [InlineData("--url", "file:///etc/passwd")]
    [InlineData("--count", "0")]
    [InlineData("--interval", "1ms")]
    public async Task Top_WithAWrongOption_IsAUsageError(string option, string value)
    {
        ToolResult run = await new TestHost().RunAsync("top", option, value);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
    }

    [Fact]
    public void SparkLine_HasABarForEachValueAndASpaceForNone() => Assert.Equal("▁ ▅█", TopView.SparkLine([0, null, 5, 10]));
}
