namespace Mooncake.Packaging.Tests.Consumers;

/// <summary>
/// A program as a user makes one: a project outside the repository that knows the packages only.
/// </summary>
internal sealed class Consumer
{
    // Seconds, and head-room for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // How the SDK says that the machine's package sources do not answer.
    private const string NoFeed = "NU1301";

    private readonly PackedPackages _packages;
    private readonly string _name;
    private readonly string _folder;

    /// <summary>Makes the project.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="name">The project's name; no two have the same.</param>
    /// <param name="program">The text of its <c>Program.cs</c>.</param>
    /// <param name="references">The packages that it refers to: names of packed ones, or names of others with <c>/</c> and their version.</param>
    internal Consumer(PackedPackages packages, string name, string program, params string[] references)
    {
        string feed = packages.Require();
        (_packages, _name, _folder) = (packages, name, packages.PathOf("consumers", name));
        Directory.CreateDirectory(_folder);
        Write("Program.cs", program);
        Write($"{name}.csproj", ProjectText(packages.Version, references));

        // One more source beside those that the machine has.
        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{feed}" /></packageSources></configuration>""");

        // Wherever the temporary folder is, nothing above it has a say.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");
    }

    /// <summary>Where <see cref="Build"/> puts the program.</summary>
    private string Output => Path.Combine(_folder, "out");

    /// <summary>Builds the program; skips the test where no package source answers.</summary>
    /// <param name="arguments">Further arguments.</param>
    internal ToolRun Build(params string[] arguments) => RunBuild(["build", "-v", "quiet", "-o", Output, .. arguments]);

    /// <summary>Publishes the program for this machine; skips the test where no package source answers.</summary>
    /// <param name="output">The folder to put it into.</param>
    /// <param name="arguments">What kind of publication, as arguments.</param>
    internal ToolRun Publish(string output, params string[] arguments) =>
        RunBuild(["publish", "-c", "Release", "--use-current-runtime", "-v", "quiet", "-o", output, .. arguments]);

    /// <summary>Runs the program that was built.</summary>
    internal ToolRun Run() => ToolRun.Run(Dotnet.Path, [Path.Combine(Output, $"{_name}.dll")], Limit);

    /// <summary>Runs the program that was published with its own runtime.</summary>
    /// <param name="output">The folder it was put into.</param>
    internal ToolRun RunPublished(string output)
    {
        // No runtime of the machine's can help out.
        Dictionary<string, string?> environment = new() { ["DOTNET_ROOT"] = output, ["DOTNET_ROOT_X64"] = null, ["DOTNET_ROOT_ARM64"] = null };
        return ToolRun.Run(Path.Combine(output, OperatingSystem.IsWindows() ? $"{_name}.exe" : _name), [], Limit, environment);
    }

    private static string ProjectText(string version, string[] references) => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>

          <ItemGroup>
            {string.Concat(references.Select(name => $"""<PackageReference Include="{name.Split('/')[0]}" Version="{name.Split('/').ElementAtOrDefault(1) ?? version}" />"""))}
          </ItemGroup>

        </Project>
        """;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private ToolRun RunBuild(string[] arguments)
    {
        // A package cache of its own, that goes with the temporary folder.
        Dictionary<string, string?> environment = new() { ["NUGET_PACKAGES"] = _packages.PathOf("packages") };
        ToolRun run = Dotnet.RunBuild(arguments, Limit, _folder, environment);
        Assert.SkipWhen(run.Output.Contains(NoFeed, StringComparison.Ordinal), $"No package source answers. {FirstLine(run.Output, NoFeed)}");
        return run;
    }

    /// <summary>The first line of an output that says something.</summary>
    internal static string FirstLine(string output, string something) =>
        output.Split('\n').FirstOrDefault(line => line.Contains(something, StringComparison.Ordinal), "").Trim();
}
