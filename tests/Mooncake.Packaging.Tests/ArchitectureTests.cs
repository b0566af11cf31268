using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mooncake.Packaging.Tests;

/// <summary>The parts that <c>docs/architecture.md</c> lists are the projects in <c>src</c>, its arrows their references, and its tables their folders.</summary>
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

    [Fact]
    public void Tables_OfTheArchitecturePage_ListTheFoldersOfEveryProject()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));
        IEnumerable<string> listed = Section().Matches(page)
            .SelectMany(static section => Row().Matches(section.Groups["text"].Value)
                .SelectMany(static row => Quoted().Matches(row.Groups["folders"].Value))
                .Select(folder => $"{section.Groups["project"].Value}/{folder.Groups["name"].Value}"));
        IEnumerable<string> folders = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(static project => Directory.EnumerateDirectories(Path.GetDirectoryName(project)!)
                .Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj") && HoldsFiles(folder))
                .Select(folder => $"{Path.GetFileNameWithoutExtension(project)}/{Path.GetFileName(folder)}"));

        Assert.Equal(folders.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    // Git leaves no empty folders in a clone, but a rename leaves them in a work tree.
    private static bool HoldsFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();

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

    [GeneratedRegex(@"^### (?<project>Mooncake\.\S+)\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<folders>`[^|]+`) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
