using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary><c>NativeStoreBackend</c> over the library answers every scenario as recorded. Apart from the others, since it mostly sleeps.</summary>
public sealed class LibraryConformanceTests(PublishedLibrary library)
{
    // Scenarios wait for real leases; the rest is head-room for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public void Conformance_ThroughTheLibrary_Passes()
    {
        int scenarios = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.json").Length;
        int passed = ProbeProcess.RunClass(library, "EmbeddedLibraryConformance", lease: "2s", Limit);
        Assert.True(scenarios >= 20 && passed > scenarios, $"{passed} tests passed, and there are {scenarios} scenarios.");
    }
}
