[assembly: AssemblyFixture(typeof(Mooncake.Server.CApi.Tests.PublishedLibrary))]

namespace Mooncake.Server.CApi.Tests;

/// <summary><c>libmooncake_server.so</c>, published when the first test asks for it.</summary>
public sealed class PublishedLibrary : IDisposable
{
    internal const string FileName = "libmooncake_server.so";

    private const string Variable = "MOONCAKE_PUBLISH_AOT";

    // How a machine says that it lacks the compiler's package, or the linker and its libraries.
    private static readonly string[] SignsOfAMissingToolchain =
        ["NU1101", "NU1102", "NU1301", "NETSDK1183", "NETSDK1207", "Platform linker", "cannot find -l", "NETSDK1045"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Lazy<(string? Folder, string Reason)> _published = new(Publish);
    private readonly Lazy<DirectoryInfo> _work = new(static () => Directory.CreateTempSubdirectory("mooncake-server-capi-tests-"));

    /// <summary>A folder for what the tests compile; deleted at their end.</summary>
    internal string WorkFolder => _work.Value.FullName;

    /// <summary>The library's folder; skips the test where it cannot be made.</summary>
    internal string RequireFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The library is published and tested on Linux.");
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) == "1",
            $"Compiling the library keeps two cores busy for half a minute; {Variable}=1 does it.");
        Assert.SkipWhen(_published.Value.Folder is null, _published.Value.Reason);
        return _published.Value.Folder;
    }

    public void Dispose()
    {
        if (_work.IsValueCreated)
        {
            _work.Value.Delete(recursive: true);
        }
    }

    private static (string? Folder, string Reason) Publish()
    {
        string folder = Repository.PathOf("artifacts", "server-capi");
        string output = Path.Combine(folder, "publish");
        string[] arguments =
        [
            "publish", Repository.PathOf("src", "Mooncake.Server.CApi"), "-c", "Release", "-o", output, "--artifacts-path",
            Path.Combine(folder, "build"), "-v", "quiet",
            // The solution's own build has analyzed all this.
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false",
        ];
        ToolRun run = Dotnet.RunBuild(arguments, Limit, Repository.Root);
        if (run.ExitCode == 0)
        {
            return (output, "");
        }

        return SignsOfAMissingToolchain.Any(run.Output.Contains)
            ? (null, $"The library cannot be compiled ahead of time here. {run.Output.Trim().Split('\n')[0]}")
            : throw new InvalidOperationException($"dotnet publish of the library failed: {run}");
    }
}
