using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Stores;

public sealed class PingTests
{
    [Fact]
    public async Task Ping_OfAnEmbeddedStore_IsHealthy()
    {
        ToolResult run = await new TestHost().RunAsync("ping", "--connect", "embedded://");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.StartsWith("embedded: Healthy in ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_WithJson_WritesOneDocument()
    {
        TestHost host = new() { Variables = { ["MOONCAKE_CONNECTION"] = "embedded://" } };

        ToolResult run = await host.RunAsync("ping", "--json");

        using JsonDocument document = JsonDocument.Parse(run.Output);
        Assert.Equal("Healthy", document.RootElement.GetProperty("health").GetString());
    }

    [Fact]
    public async Task Ping_WithoutAStore_SaysHowToNameOne()
    {
        ToolResult run = await new TestHost().RunAsync("ping");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("MOONCAKE_CONNECTION", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_WithAnUnknownScheme_IsAUsageError()
    {
        ToolResult run = await new TestHost().RunAsync("ping", "--connect", "redis://localhost");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
    }

    [Fact]
    public async Task Ping_OfAMissingFolder_CannotConnectAndCreatesNothing()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"mooncake-{Guid.NewGuid():N}");

        ToolResult run = await new TestHost().RunAsync("ping", "--connect", $"durable://{folder}");

        Assert.Equal((ExitCode.CannotConnect, ""), (run.Code, run.Output));
        Assert.Contains(folder, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
