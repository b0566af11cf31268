using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Stores;

public sealed class DescribeTests
{
    [Fact]
    public async Task Describe_OfAnEmbeddedStore_ShowsObjectsAndUse()
    {
        await using SharedStore store = await SharedStore.WithAsync("a", "b");

        ToolResult run = await store.RunAsync("describe");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains("engine     embedded\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("objects    2\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100, "░░░░░░░░░░░░░░░░░░░░ 0.0 %")]
    [InlineData(1, 1000, "█░░░░░░░░░░░░░░░░░░░ 0.1 %")]
    [InlineData(50, 100, "██████████░░░░░░░░░░ 50.0 %")]
    [InlineData(999, 1000, "███████████████████░ 99.9 %")]
    [InlineData(100, 100, "████████████████████ 100.0 %")]
    [InlineData(1, 0, "")]
    public void UseBar_ShowsTheShare(long used, long total, string expected) =>
        Assert.Equal(expected, UseBar.Of(used, total, isTerminal: true));

    [Fact]
    public void UseBar_OnPlainText_IsTheShareAlone() => Assert.Equal("50.0 %", UseBar.Of(1, 2, isTerminal: false));
}
