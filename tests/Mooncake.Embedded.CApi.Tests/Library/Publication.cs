namespace Mooncake.Embedded.CApi.Tests.Library;

/// <summary><c>libmooncake_store.so</c> for one framework, kept in the repository's <c>artifacts</c> folder until one of its sources changes.</summary>
/// <param name="Library">Its path; null where it cannot be made.</param>
/// <param name="Reason">Why it cannot.</param>
internal sealed record Publication(string? Library, string Reason)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // How a machine says that it lacks the compiler's package, or the linker and its libraries.
    private static readonly string[] SignsOfAMissingToolchain =
        ["NU1101", "NU1102", "NU1301", "NETSDK1183", "NETSDK1207", "Platform linker", "cannot find -l", "NETSDK1045"];

    /// <summary>Finds the library, or publishes it.</summary>
    /// <param name="framework">The framework; null for the one that the project chooses.</param>
    internal static Publication For(string? framework)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new(null, "The library is published and tested on Linux.");
        }

        string folder = Repository.PathOf("artifacts", "capi", framework ?? "default");
        string library = Path.Combine(folder, LibraryInputs.Fingerprint(), PublishedLibrary.FileName);
        return File.Exists(library) ? new(library, "") : Publish(framework, folder, library);
    }

    private static Publication Publish(string? framework, string folder, string library)
    {
        // Intermediate files have a place of their own: the solution's own build must not find the output of this one, nor the
        // other way round.
        string build = Path.Combine(folder, "build");
        string output = Path.Combine(folder, "publish");
        string[] arguments =
        [
            "publish", Repository.PathOf("src", "Mooncake.Embedded.CApi"), "-c", "Release", "-o", output, "--artifacts-path", build,
            "-v", "quiet", .. (string[])(framework is null ? [] : [$"-p:CApiFramework={framework}"]),
            // The solution's own build has analyzed all this.
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false",
        ];

        ToolRun run = Dotnet.RunBuild(arguments, Limit, Repository.Root);
        if (run.ExitCode != 0)
        {
            return SignsOfAMissingToolchain.Any(run.Output.Contains)
                ? new(null, $"The library cannot be compiled ahead of time here. {run.Output.Trim().Split('\n')[0]}")
                : throw new InvalidOperationException($"dotnet publish of the library failed: {run}");
        }

        foreach (string older in Directory.GetDirectories(folder).Where(older => older != build && older != output))
        {
            Directory.Delete(older, recursive: true);
        }

        Directory.Move(output, Path.GetDirectoryName(library)!);
        return new(library, "");
    }
}
