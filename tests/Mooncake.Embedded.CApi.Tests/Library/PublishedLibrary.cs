[assembly: AssemblyFixture(typeof(Mooncake.Embedded.CApi.Tests.Library.PublishedLibrary))]

namespace Mooncake.Embedded.CApi.Tests.Library;

/// <summary>
/// <c>libmooncake_store.so</c>, published when the first test asks for it and kept in the repository's <c>artifacts</c> folder until
/// one of its sources changes.
/// </summary>
public sealed class PublishedLibrary : IDisposable
{
    /// <summary>The library's file name.</summary>
    internal const string FileName = "libmooncake_store.so";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // How a machine says that it lacks the compiler's package, or the linker and its libraries.
    private static readonly string[] SignsOfAMissingToolchain =
        ["NU1101", "NU1102", "NU1301", "NETSDK1183", "NETSDK1207", "Platform linker", "cannot find -l", "NETSDK1045"];

    private readonly Lazy<(string? Path, string Reason)> _library = new(Find);
    private readonly Lazy<DirectoryInfo> _work = new(static () => Directory.CreateTempSubdirectory("mooncake-capi-tests-"));

    /// <summary>A folder for what the tests compile; deleted at their end.</summary>
    internal string WorkFolder => _work.Value.FullName;

    /// <summary>The library's path; skips the test where it cannot be made.</summary>
    internal string Require()
    {
        Assert.SkipWhen(_library.Value.Path is null, _library.Value.Reason);
        return _library.Value.Path;
    }

    public void Dispose()
    {
        if (_work.IsValueCreated)
        {
            _work.Value.Delete(recursive: true);
        }
    }

    private static (string? Path, string Reason) Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "The library is published and tested on Linux.");
        }

        string folder = Repository.PathOf("artifacts", "capi");
        string library = Path.Combine(folder, LibraryInputs.Fingerprint(), FileName);
        return File.Exists(library) ? (library, "") : Publish(folder, library);
    }

    private static (string? Path, string Reason) Publish(string folder, string library)
    {
        // Intermediate files have a place of their own: the solution's own build must not find the output of this one, nor the
        // other way round.
        string build = Path.Combine(folder, "build");
        string output = Path.Combine(folder, "publish");
        string[] arguments =
        [
            "publish", Repository.PathOf("src", "Mooncake.Embedded.CApi"), "-c", "Release", "-o", output, "--artifacts-path", build,
            "-v", "quiet",
            // The solution's own build has analyzed all this.
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false",
        ];

        ToolRun run = Dotnet.RunBuild(arguments, Limit, Repository.Root);
        if (run.ExitCode != 0)
        {
            return SignsOfAMissingToolchain.Any(run.Output.Contains)
                ? (null, $"The library cannot be compiled ahead of time here. {run.Output.Trim().Split('\n')[0]}")
                : throw new InvalidOperationException($"dotnet publish of the library failed: {run}");
        }

        foreach (string older in Directory.GetDirectories(folder).Where(older => older != build && older != output))
        {
            Directory.Delete(older, recursive: true);
        }

        Directory.Move(output, Path.GetDirectoryName(library)!);
        return (library, "");
    }
}
