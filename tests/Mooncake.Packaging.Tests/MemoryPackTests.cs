using Mooncake.Packaging.Tests.Consumers;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Packaging.Tests;

/// <summary>The program of docs/memorypack.md in a fresh project that refers to Mooncake.Sdk only: MemoryPack's generator comes along.</summary>
public sealed class MemoryPackTests(PackedPackages packages)
{
    private const string Output = "2 turns, 3 bytes";

    [Fact]
    public void Program_InAFreshProject_BuildsWithoutAWarningAndRuns()
    {
        Consumer consumer = Make("Packable");
        ToolRun built = consumer.Build("-warnaserror");
        Assert.True(built.ExitCode == 0, built.ToString());
        AssertOutput(consumer.Run());
    }

    /// <summary>MemoryPack's own library has warnings; nothing else may.</summary>
    [Fact]
    public void Program_PublishedAheadOfTime_HasMemoryPacksWarningsOnlyAndRuns()
    {
        AheadOfTimeTests.Require();
        string output = packages.PathOf("packable-ahead");
        Consumer consumer = Make("PackableAhead");

        ToolRun published = ReadmeExample.Publish(consumer, output, "-p:PublishAot=true");

        string[] warnings = [.. Expression.Matches(published.Output, @"warning (\w+): ([^\n]*)").Select(static match => match.Groups[2].Value)];
        Assert.All(warnings, static warning => Assert.StartsWith("MemoryPack.", warning, StringComparison.Ordinal));
        AssertOutput(consumer.RunPublished(output));
    }

    private static void AssertOutput(ToolRun run) => Assert.True(run.ExitCode == 0 && run.Output.TrimEnd() == Output, run.ToString());

    private Consumer Make(string name) => new(packages, name, Documents.BlockOf("docs/memorypack.md"), "Mooncake.Sdk");
}
