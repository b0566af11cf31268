using System.Globalization;
using Mooncake.Embedded.CApi.Probe;
using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>
/// The native path for real: <c>NativeStoreBackend</c> over the library, with the program's runtime and the library's own in one process.
/// </summary>
public sealed class InOneProcessTests(PublishedLibrary library)
{
    // Head-room for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static TimeSpan StressTime =>
        TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("MOONCAKE_STRESS_SECONDS") ?? "0", CultureInfo.InvariantCulture));

    [Fact]
    public void SdkTests_ThroughTheLibrary_Pass()
    {
        string[] lines = ProbeProcess.RunTakenOver(library, lease: "10s", Limit + StressTime);

        // A filter or a list of files that takes nothing in would pass as well.
        Type[] classes = [.. typeof(EmbeddedLibraryConformance).Assembly.GetTypes().Where(static type => type.Namespace != ProbeProcess.Program && HasTests(type))];
        Assert.All(["StoreSetTests", "GeneratedSetTests", "RawObjectsTests", "PipelineStressTests"], name => Assert.Contains(classes, type => type.Name == name));
        Assert.All(classes, type => Assert.Contains(lines, line => line.StartsWith($"passed {type.FullName}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Stress_ThroughTheLibrary_DamagesNoByte() =>
        Assert.Equal(1, ProbeProcess.RunClass(library, "LibraryStressTests", lease: "100ms", Limit + StressTime));

    private static bool HasTests(Type type) => !type.IsAbstract && type.GetMethods().Any(static method => method.IsDefined(typeof(FactAttribute), inherit: true));
}
