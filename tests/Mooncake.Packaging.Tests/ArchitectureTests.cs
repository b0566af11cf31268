using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mooncake.Packaging.Tests;

/// <summary>The parts that <c>docs/architecture.md</c> lists are the projects below <c>src</c>, and its arrows are their references.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void Parts_OfTheArchitecturePage_AreTheProjectsAndTheirReferences()
    {
        IEnumerable<string> listed = Part().Matches(Block().Match(File.ReadAllText(Repository.PathOf("docs", "architecture.md"))).Groups["parts"].Value)
            .Select(static part => Describe(part.Groups["name"].Value, part.Groups["references"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)));
        IEnumerable<string> projects = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(static project => Describe(Path.GetFileNameWithoutExtension(project), ReferencesOf(project)));

        Assert.Equal(projects.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string Describe(string project, IEnumerable<string> references) =>
        $"{project} -> {string.Join(", ", references.Order(StringComparer.Ordinal))}";

    // References to compiler plug-ins and linked generators bring no assembly into the project.
    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Where(static reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false" && reference.Attribute("OutputItemType") is null)
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(static name => name.Replace("Mooncake.", "", StringComparison.Ordinal));

    [GeneratedRegex(@"## The parts\s+```\n(?<parts>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<name>Mooncake\.\S+)[^\n]*?(-> (?<references>[^\n]+))?$", RegexOptions.Multiline)]
    private static partial Regex Part();
}
