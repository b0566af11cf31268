using System.Runtime.InteropServices;

namespace Mooncake.Embedded.CApi.Tests.Tools;

/// <summary>The <c>dotnet</c> that runs this test, to run another program or the SDK.</summary>
internal static class Dotnet
{
    /// <summary>Its path.</summary>
    internal static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
