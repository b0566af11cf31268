using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Replay;

/// <summary>The conversation trace of Mooncake's FAST'25 release, which is not part of the repository.</summary>
public sealed class ConversationTraceTests
{
    [Fact]
    public async Task Replay_OfTheConversationTrace_HasItsHitRatioAndStaysNearExactLru()
    {
        ToolResult run = await new TestHost().RunAsync(
            "replay", FindTrace(), "--block-bytes", "64", "--sweep", "1000,10000,30000", "--json");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        using JsonDocument report = JsonDocument.Parse(run.Output);
        Assert.Equal(105_710, report.RootElement.GetProperty("hits").GetInt64());
        Assert.Equal(0.3664, report.RootElement.GetProperty("hitRatio").GetDouble(), 4);
        JsonElement[] sweep = [.. report.RootElement.GetProperty("sweep").EnumerateArray()];
        Assert.Equal([0.0445, 0.2112, 0.3257], sweep.Select(point => Math.Round(point.GetProperty("lruHitRatio").GetDouble(), 4)));
        Assert.All(sweep, point => Assert.InRange(point.GetProperty("difference").GetDouble(), -0.015, 0.015));
    }

    // Beside the clone, in shared/data.
    private static string FindTrace()
    {
        string trace = Path.GetFullPath(Repository.PathOf("..", "shared", "data", "conversation_trace.jsonl"));
        Assert.SkipUnless(File.Exists(trace), $"The conversation trace is not at '{trace}'.");
        return trace;
    }
}
