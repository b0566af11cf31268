using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Frame;

public sealed class ToolTests
{
    [Fact]
    public async Task Tool_WithoutArguments_ListsItsCommands()
    {
        ToolResult run = await new TestHost().RunAsync();

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("ping", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsThatOfTheAssembly()
    {
        ToolResult run = await new TestHost().RunAsync("--version");

        Assert.Equal((ExitCode.Done, $"{ToolHelp.Version}\n", ""), (run.Code, run.Output, run.Error));
        Assert.DoesNotContain('+', run.Output);
    }

    [Fact]
    public async Task Help_OfACommandWithExamples_ShowsThem()
    {
        ToolResult run = await new TestHost().RunAsync("ping", "--help");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("Examples:\n  mooncake ping --connect embedded://\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ThatDoesNotExist_IsAUsageErrorWithTheNearestName()
    {
        ToolResult run = await new TestHost().RunAsync("pnig");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("Did you mean 'mooncake ping'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_GivenTwice_IsAUsageError()
    {
        ToolResult run = await new TestHost().RunAsync("ping", "--connect", "embedded://", "--connect", "embedded://");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("--connect", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatTheReaderHasClosed_EndsTheCommandSilently()
    {
        TestHost host = new() { Output = new FailingStream(new OutputClosedException()) };

        ToolResult run = await host.RunAsync("ping", "--connect", "embedded://");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("ping", "--connect", "embedded://")]
    [InlineData("ping", "--connect", "embedded://", "--json")]
    [InlineData("--version")]
    [InlineData("--help")]
    public async Task Output_OnAFullDisk_IsAnError(params string[] arguments)
    {
        TestHost host = new() { Output = new FailingStream(new IOException("The disk is full.")) };

        ToolResult run = await host.RunAsync(arguments);

        Assert.Equal((ExitCode.Failed, "mooncake: The disk is full.\n"), (run.Code, run.Error));
    }
}
