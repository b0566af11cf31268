using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>The README's example in a fresh project.</summary>
public sealed class ReadmeExampleTests(PackedPackages packages)
{
    private const string Name = "Hello";

    [Fact]
    public void ReadmeExample_InAFreshProject_BuildsWithoutAWarningAndRuns()
    {
        Consumer consumer = ReadmeExample.Make(packages, Name);
        ToolRun built = consumer.Build("-warnaserror");
        Assert.True(built.ExitCode == 0, built.ToString());
        ReadmeExample.AssertOutput(consumer.Run());
    }

    [Fact]
    public void ReadmeExample_PublishedTrimmedAndSelfContained_HasNoWarningAndRuns()
    {
        AheadOfTimeTests.Require();
        ReadmeExample.PublishAndRun(ReadmeExample.Make(packages, Name), packages.PathOf("trimmed"), "--self-contained", "-p:PublishTrimmed=true");
    }
}
