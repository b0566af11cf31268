using System.Globalization;
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
