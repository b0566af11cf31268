using System.Xml.Linq;
using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>What is in the packages, and nothing else.</summary>
public sealed class ContentTests(PackedPackages packages)
{
    private const string PlugIns = "analyzers/dotnet/cs/";

    // What the compiler brings along (the workspaces: what editors do), in the newest version that the .NET 10 SDK loads.
    private static readonly string[] SuppliedToPlugIns = ["netstandard", "System.Collections.Immutable", "System.Memory", "System.Runtime.CompilerServices.Unsafe", "System.Reflection.Metadata"];
    private static readonly Version NewestRoslyn = new(4, 14, 0, 0);

    [Fact]
    public void Projects_ThatCanBePacked_AreTheOnesThatThisTestPacksAndTheReadmeLists()
    {
        IEnumerable<string> packable = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(static project => !File.ReadAllText(project).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Select(static project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal);

        Assert.Equal(PackedPackages.Names, packable);
        Assert.Equal(PackedPackages.Names, Documents.PackagesListedIn("README.md"));
    }

    [Theory]
    [InlineData("Mooncake.Abstractions", "net9.0", "net10.0")]
    [InlineData("Mooncake.Native", "net9.0", "net10.0")]
    [InlineData("Mooncake.Embedded", "net9.0", "net10.0")]
    [InlineData("Mooncake.Durable", "net10.0")]
    [InlineData("Mooncake.Testing", "net10.0")]
    [InlineData("Mooncake.Sdk", "net10.0")]
    [InlineData("Mooncake.Server", "net10.0")]
    [InlineData("Mooncake.Extensions", "net10.0")]
    [InlineData("Mooncake.Llm", "net10.0")]
    [InlineData("Mooncake.Llm.LLamaSharp", "net10.0")]
    public void Package_HoldsItsLibraryItsDocumentationTheReadmeTheNoticesAndTheIcon(string name, params string[] frameworks)
    {
        using PackageFile package = packages.Open(name);
        IEnumerable<string> libraries = frameworks.SelectMany(framework => new[] { $"lib/{framework}/{name}.dll", $"lib/{framework}/{name}.xml" });
        IEnumerable<string> plugIns = name == "Mooncake.Sdk" ? [$"{PlugIns}Mooncake.Sdk.CodeFixes.dll", $"{PlugIns}Mooncake.Sdk.Generators.dll"] : [];

        IEnumerable<string> pages = name == "Mooncake.Sdk"
            ?
            [
                "buildTransitive/Mooncake.Sdk.props", "docs/connection-strings.md", "docs/format.md", "docs/store-shapes.md",
                .. Directory.EnumerateFiles(Repository.PathOf("docs", "rules"), "*.md").Select(static page => $"docs/rules/{Path.GetFileName(page)}"),
            ]
            : [];

        Assert.Equal(libraries.Concat(plugIns).Concat(pages).Concat([$"{name}.nuspec", "README.md", "THIRD-PARTY-NOTICES.md", "icon.png"]).Order(StringComparer.Ordinal), package.Content);
        Assert.Equal(File.ReadAllText(Repository.PathOf("src", "PACKAGE.md")), package.ReadText("README.md"));
        foreach (string documentation in package.Content.Where(static entry => entry.EndsWith(".xml", StringComparison.Ordinal)))
        {
            XElement root = package.ReadXml(documentation);
            Assert.Equal(name, root.Element("assembly")?.Element("name")?.Value);
            Assert.NotEmpty(root.Element("members")!.Elements());
        }
    }

    [Theory]
    [InlineData("Mooncake.Abstractions")]
    [InlineData("Mooncake.Native", "Mooncake.Abstractions")]
    [InlineData("Mooncake.Embedded", "Mooncake.Abstractions")]
    [InlineData("Mooncake.Durable", "Mooncake.Abstractions", "Mooncake.Embedded", "Mooncake.Sdk", "RocksDB")]
    [InlineData("Mooncake.Testing", "Mooncake.Abstractions")]
    [InlineData("Mooncake.Sdk", "CommunityToolkit.HighPerformance", "MemoryPack", "Microsoft.Extensions.Logging.Abstractions", "Mooncake.Abstractions", "Mooncake.Embedded", "Mooncake.Native")]
    [InlineData("Mooncake.Server", "Microsoft.Extensions.Logging.Abstractions", "Mooncake.Abstractions", "Mooncake.Sdk")]
    [InlineData(
        "Mooncake.Extensions",
        "Microsoft.Extensions.Caching.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Options.ConfigurationExtensions", "Mooncake.Abstractions", "Mooncake.Sdk", "OpenTelemetry.Api.ProviderBuilderExtensions")]
    [InlineData("Mooncake.Llm", "Mooncake.Abstractions", "Mooncake.Sdk", "System.IO.Hashing")]
    [InlineData("Mooncake.Llm.LLamaSharp", "LLamaSharp", "Mooncake.Abstractions", "Mooncake.Llm", "Mooncake.Sdk")]
    public void Package_SaysWhatItNeedsAndUnderWhichLicence(string name, params string[] dependencies)
    {
        using PackageFile package = packages.Open(name);
        XElement metadata = package.Metadata;
        XElement[] needed = [.. metadata.Descendants().Where(static element => element.Name.LocalName == "dependency")];

        Assert.Equal(dependencies, needed.Select(Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(needed.Where(static element => Id(element).StartsWith("Mooncake.", StringComparison.Ordinal)), element => Assert.Equal(packages.Version, element.Attribute("version")?.Value));
        Assert.Equal("Apache-2.0", Child("license"));
        Assert.Equal("README.md", Child("readme"));
        Assert.Equal("icon.png", Child("icon"));
        Assert.NotEqual("", Child("description"));

        string Child(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;

        static string Id(XElement dependency) => dependency.Attribute("id")!.Value;
    }

    [Theory]
    [InlineData("Mooncake.Sdk.Generators", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp")]
    [InlineData(
        "Mooncake.Sdk.CodeFixes",
        "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel")]
    public void PlugIn_NeedsNothingThatTheCompilerOfTheSdkHasNot(string name, params string[] needed)
    {
        using PackageFile package = packages.Open("Mooncake.Sdk");
        Dictionary<string, Version> references = package.ReadReferences($"{PlugIns}{name}.dll");

        Assert.Empty(references.Keys.Except(SuppliedToPlugIns).Except(needed));
        Assert.All(references.Where(static reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)), static reference => Assert.Equal(NewestRoslyn, reference.Value));
    }
}
