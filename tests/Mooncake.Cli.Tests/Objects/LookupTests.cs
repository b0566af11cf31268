using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

public sealed class LookupTests
{
    [Fact]
    public async Task Exists_OfSeveralKeys_TellsEachAndEndsWithNotFound()
    {
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync("exists", "a", "b");

        Assert.Equal((ExitCode.NotFound, "exists\ta\nmissing\tb\n"), (run.Code, run.Output));
    }

    [Fact]
    public async Task Stat_ShowsSizeAndExpiry()
    {
        await using SharedStore store = await SharedStore.WithAsync("a");
        DateTimeOffset expiry = new(2100, 1, 2, 3, 4, 5, TimeSpan.Zero);
        (await store.Store.Raw.SetExpiryAsync("a", expiry, TestContext.Current.CancellationToken)).ThrowIfFailed();

        ToolResult run = await store.RunAsync("stat", "a");

        Assert.Equal((ExitCode.Done, "key\tbytes\texpires\treplicas\na\t1\t2100-01-02 03:04:05Z\t\n"), (run.Code, run.Output));
    }

    [Fact]
    public async Task Stat_OnATerminal_DrawsATable()
    {
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync(new TestHost { IsTerminal = true }, "stat", "a", "b");

        Assert.Equal(ExitCode.NotFound, run.Code);
        Assert.Contains("│ missing │", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_OfAnEmbeddedObject_IsThisProcess()
    {
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync("where", "a", "b", "--json");

        Assert.Equal(ExitCode.NotFound, run.Code);
        Assert.Equal("""{"key":"a","place":"this process","protocol":"memory","bytes":1}""" + "\n", run.Output);
        Assert.Equal("mooncake: No object has the key 'b'.\n", run.Error);
    }

    [Theory]
    [InlineData("exists")]
    [InlineData("stat")]
    [InlineData("where")]
    [InlineData("get")]
    [InlineData("rm")]
    public async Task Command_WithoutAKey_IsAUsageError(string command)
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult none = await store.RunAsync(command);
        ToolResult empty = await store.RunAsync(command, "");

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (none.Code, empty.Code));
    }

    [Theory]
    [InlineData("exists", "a\0b")]
    [InlineData("stat", "a\0b")]
    [InlineData("where", "a\0b")]
    [InlineData("get", "a\0b")]
    [InlineData("rm", "a\0b")]
    [InlineData("put", "a\0b", "--text", "x")]
    [InlineData("get", "a\ud800")]
    [InlineData("ls", "a\0b")]
    [InlineData("ls", "a\ud800")]
    [InlineData("decode", "a\0b")]
    public async Task Command_WithAKeyThatNoEngineTakes_SaysSo(params string[] arguments)
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(arguments);

        Assert.True(run.Code is ExitCode.Failed or ExitCode.NotFound or ExitCode.Done, run.Error);
        Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
    }
}
