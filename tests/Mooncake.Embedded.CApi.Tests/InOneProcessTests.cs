using System.Globalization;
using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>
/// The native path for real: <c>NativeStoreBackend</c> over the library, with the program's runtime and the library's own in one process.
/// </summary>
public sealed class InOneProcessTests(PublishedLibrary library)
{
    // Scenarios wait for real leases; the rest is head-room for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public void Conformance_ThroughTheLibrary_Passes()
    {
        int scenarios = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.json").Length;
        int passed = ProbeProcess.Run(library, "EmbeddedLibraryConformance", lease: "2s", Limit);
        Assert.True(scenarios >= 20 && passed > scenarios, $"{passed} tests passed, and there are {scenarios} scenarios.");
    }

    [Fact]
    public void TypedOperations_ThroughTheLibrary_Pass() =>
        Assert.Equal(8, ProbeProcess.Run(library, "TypedOperationTests", lease: "10s", Limit));

    [Fact]
    public void Stress_ThroughTheLibrary_DamagesNoByte()
    {
        double seconds = double.Parse(Environment.GetEnvironmentVariable("MOONCAKE_STRESS_SECONDS") ?? "0", CultureInfo.InvariantCulture);
        Assert.Equal(1, ProbeProcess.Run(library, "LibraryStressTests", lease: "100ms", Limit + TimeSpan.FromSeconds(seconds)));
    }
}
