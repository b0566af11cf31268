using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>Every rule has a page, a row in the release notes, an analyzer and a test class.</summary>
public class DiagnosticDescriptorTests
{
    public static TheoryData<string> Ids()
    {
        return [.. Descriptors().Select(static descriptor => descriptor.Id)];
    }

    [Fact]
    public void Ids_AreDistinct()
    {
        string[] ids = [.. Descriptors().Select(static descriptor => descriptor.Id)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasItsPage(string id)
    {
        Assert.StartsWith($"# {id}: ", File.ReadAllText(PathInRepository("docs", "rules", id + ".md")), StringComparison.Ordinal);
        Assert.EndsWith(id + ".md", Descriptors().Single(descriptor => descriptor.Id == id).HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasItsReleaseRow(string id)
    {
        string releases = string.Concat(
            Directory.GetFiles(PathInRepository("src", "Mooncake.Sdk.Generators"), "AnalyzerReleases.*.md").Select(File.ReadAllText));
        Assert.Contains($"\n{id} | ", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasItsAnalyzerAndTests(string id)
    {
        DiagnosticAnalyzer analyzer = Assert.Single(Analyzers(), analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));
        Assert.Contains(typeof(DiagnosticDescriptorTests).Assembly.GetTypes(), type => type.Name == analyzer.GetType().Name + "Tests");
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors()
    {
        return typeof(DiagnosticDescriptors)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>();
    }

    private static IEnumerable<DiagnosticAnalyzer> Analyzers()
    {
        return typeof(StoreGenerator).Assembly.GetTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
    }

    private static string PathInRepository(params string[] parts)
    {
        // Not by CallerFilePath: deterministic builds write another path there.
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mooncake.slnx")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine([folder.FullName, .. parts]);
    }
}
