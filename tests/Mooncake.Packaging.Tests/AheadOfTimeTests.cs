using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>
/// The README's example trimmed, and compiled ahead of time: as much work as the other tests of this project, so only where it is asked
/// for.
/// </summary>
public sealed class AheadOfTimeTests(PackedPackages packages)
{
    private const string Variable = "MOONCAKE_PUBLISH_AOT";

    /// <summary>Skips the test unless it is asked for.</summary>
    internal static void Require() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"Trimming or compiling ahead of time keeps two cores busy for up to half a minute; {Variable}=1 runs it.");

    [Fact]
    public void ReadmeExample_PublishedAheadOfTime_HasNoWarningAndRuns()
    {
        Require();
        ReadmeExample.PublishAndRun(ReadmeExample.Make(packages, "HelloAhead"), packages.PathOf("ahead"), "-p:PublishAot=true");
    }
}
