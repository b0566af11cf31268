[assembly: AssemblyFixture(typeof(Mooncake.Packaging.Tests.Packages.PackedPackages))]

namespace Mooncake.Packaging.Tests.Packages;

/// <summary>
/// The packages, packed when the first test asks for them, under a version that no other run has. Everything lies in one temporary folder:
/// nothing in the repository is built or written, and no package of the tests gets into the machine's package cache.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    /// <summary>The projects that are packed; a test holds them against those that can be.</summary>
    internal static readonly string[] Names = ["Mooncake.Abstractions", "Mooncake.Cli", "Mooncake.Durable", "Mooncake.Embedded", "Mooncake.Extensions", "Mooncake.Llm", "Mooncake.Llm.LLamaSharp", "Mooncake.Native", "Mooncake.Sdk", "Mooncake.Server", "Mooncake.Testing"];

    // Packed inside Mooncake.Sdk.
    private static readonly string[] PlugIns = ["Mooncake.Sdk.CodeFixes", "Mooncake.Sdk.Generators"];

    // Half a minute, and head-room for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("mooncake-packaging-tests-");
    private readonly Lazy<bool> _packed;

    public PackedPackages()
    {
        _packed = new Lazy<bool>(PackAll);
    }

    /// <summary>The version of all packages.</summary>
    internal string Version { get; } = $"0.1.0-test.r{Guid.NewGuid():N}"[..24];

    /// <summary>Where the packages' projects were built to.</summary>
    internal string BuildFolder => PathOf("build");

    private string FeedFolder => PathOf("feed");

    /// <summary>The folder that holds the packages; packs them first if need be.</summary>
    internal string Require()
    {
        Assert.True(_packed.Value);
        return FeedFolder;
    }

    /// <summary>A path inside the temporary folder.</summary>
    internal string PathOf(params string[] parts) => Path.Combine([_work.FullName, .. parts]);

    /// <summary>Opens a package; packs first if need be.</summary>
    /// <param name="name">The package's name.</param>
    internal PackageFile Open(string name) => new(Path.Combine(Require(), $"{name}.{Version}.nupkg"));

    /// <summary>Packs a project, or all in a solution.</summary>
    /// <param name="target">The path of the project or solution.</param>
    /// <param name="output">The folder for the packages.</param>
    /// <param name="arguments">Further arguments.</param>
    internal ToolRun Pack(string target, string output, params string[] arguments) => Dotnet.RunBuild(
        [
            "pack", target, "-c", "Release", "-o", output, "--artifacts-path", BuildFolder, $"-p:Version={Version}", "-v", "quiet",
            // The solution's own build has analyzed all this.
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", .. arguments,
        ],
        Limit,
        Repository.Root);

    public void Dispose() => _work.Delete(recursive: true);

    private bool PackAll()
    {
        // A solution of these projects alone: one command, and nothing that is not packed is built. What a solution does not list, it
        // builds in the default configuration.
        string solution = PathOf("Packages.slnx");
        IEnumerable<string> projects = Names.Concat(PlugIns).Select(static name => $"""<Project Path="{Repository.PathOf("src", name, $"{name}.csproj")}" />""");
        File.WriteAllText(solution, $"<Solution>{string.Concat(projects)}</Solution>");
        ToolRun run = Pack(solution, FeedFolder);
        return run.ExitCode == 0 ? true : throw new InvalidOperationException($"dotnet pack failed: {run}");
    }
}
