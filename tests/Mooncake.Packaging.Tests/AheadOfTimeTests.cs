using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>The README's example compiled ahead of time. Apart from the other tests, so that it runs beside them.</summary>
public sealed class AheadOfTimeTests(PackedPackages packages)
{
    [Fact]
    public void ReadmeExample_PublishedAheadOfTime_HasNoWarningAndRuns() =>
        ReadmeExample.PublishAndRun(ReadmeExample.Make(packages, "HelloAhead"), packages.PathOf("ahead"), "-p:PublishAot=true");
}
