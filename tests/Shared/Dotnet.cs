using System.Runtime.InteropServices;

namespace Mooncake.TestTools;

/// <summary>The <c>dotnet</c> that runs this test, to run another program or the SDK.</summary>
internal static class Dotnet
{
    private static readonly Dictionary<string, string?> BuildEnvironment = new()
    {
        // This process was started by the SDK, whose variables would decide how another one builds.
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
        // Compilers that live for seconds: counting what is hot costs a fifth of their time and is never made use of.
        ["DOTNET_TieredPGO"] = "0",
    };

    // A server that stayed behind would keep this process's pipes open.
    private static readonly string[] WithoutServers = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>Its path.</summary>
    internal static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Runs a command that builds (<c>build</c>, <c>pack</c>, <c>publish</c>), as from a shell of its own and leaving no server behind.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="folder">The folder to run it in.</param>
    /// <param name="environment">Further variables to set, or to remove where the value is null.</param>
    internal static ToolRun RunBuild(
        IEnumerable<string> arguments,
        TimeSpan limit,
        string folder,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        Dictionary<string, string?> all = new(BuildEnvironment);
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        return ToolRun.Run(Path, arguments.Concat(WithoutServers), limit, all, folder);
    }
}
