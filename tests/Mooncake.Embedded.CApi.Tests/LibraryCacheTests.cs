using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>The cases that ASP.NET Core expects of a distributed cache hold over the library.</summary>
public sealed class LibraryCacheTests(PublishedLibrary library)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public void DistributedCache_ThroughTheLibrary_Passes()
    {
        // Long leases: neither a replacement nor a removal waits for them.
        int passed = ProbeProcess.RunClass(library, "LibraryCacheTests", lease: "1h", Limit);
        Assert.True(passed > 80, $"{passed} tests passed.");
    }
}
