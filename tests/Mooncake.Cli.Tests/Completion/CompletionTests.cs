using Mooncake.Cli.Completion;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Completion;

public sealed class CompletionTests
{
    [Fact]
    public async Task Completion_OfEachShell_AsksTheTool()
    {
        foreach (string shell in CompletionScripts.Shells)
        {
            ToolResult run = await new TestHost().RunAsync("completion", shell);

            Assert.Equal(ExitCode.Done, run.Code);
            Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Completion_OfAnUnknownShell_NamesTheKnownOnes()
    {
        ToolResult run = await new TestHost().RunAsync("completion", "nosh");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("'fish'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_ForTheBeginningOfACommand_AreTheCommands()
    {
        ToolResult run = await new TestHost().RunAsync("[suggest:11]", "mooncake de");

        Assert.Contains("describe\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("ping", run.Output, StringComparison.Ordinal);
    }
}
