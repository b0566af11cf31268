using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>What every rule needs besides its code: a page, a release row, a link, tests, words that say what to do.</summary>
public partial class DiagnosticDescriptorTests
{
    private static readonly DiagnosticDescriptor[] All =
    [
        .. typeof(DiagnosticDescriptors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>(),
    ];

    public static TheoryData<string> Ids => [.. All.Select(static rule => rule.Id)];

    [Fact]
    public void Ids_AreUniqueAndAllOfThemHaveADescriptor()
    {
        Assert.Equal(All.Length, All.Select(static rule => rule.Id).Distinct().Count());
        Type? ids = typeof(DiagnosticDescriptors).Assembly.GetType("Mooncake.Sdk.Generators.Diagnostics.DiagnosticIds");
        Assert.NotNull(ids);
        Assert.Equal(
            All.Select(static rule => rule.Id).Order(),
            ids.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsReportedByExactlyOneAnalyzer(string id)
    {
        Assert.Single(Instances<DiagnosticAnalyzer>(typeof(DiagnosticDescriptors).Assembly), analyzer =>
            analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasAPageWithTheSectionsThatReadersLookFor(string id)
    {
        string page = Read("RulePages", id + ".md");
        string title = Find(id).Title.ToString(CultureInfo.InvariantCulture);
        bool beginsWithAName = title.Split(' ')[0].Skip(1).Any(char.IsUpper);
        char first = beginsWithAName ? title[0] : char.ToLowerInvariant(title[0]);
        Assert.StartsWith($"# {id}: {first}{title[1..]}\n", page, StringComparison.Ordinal);
        Assert.Contains($"\nSeverity: {Find(id).DefaultSeverity.ToString().ToLowerInvariant()}.\n", page, StringComparison.Ordinal);
        foreach (string section in (string[])["Flagged", "Fixed", "Why", "What is not flagged", "Suppress"])
        {
            Assert.Contains($"\n## {section}\n", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasOneReleaseRowThatSaysTheSame(string id)
    {
        DiagnosticDescriptor rule = Find(id);
        string rows = Read("RuleReleases", "AnalyzerReleases.Shipped.md") + Read("RuleReleases", "AnalyzerReleases.Unshipped.md");
        string row = Assert.Single(rows.Split('\n'), line => line.StartsWith(id + " |", StringComparison.Ordinal));
        Assert.StartsWith($"{id} | {rule.Category} | {rule.DefaultSeverity} | ", row, StringComparison.Ordinal);
        Assert.EndsWith($"docs/rules/{id}.md)", row, StringComparison.Ordinal);
    }

    [Fact]
    public void ReleaseRows_AreSortedAndNoneIsLeftOver()
    {
        string[] rows = [.. RowId().Matches(Read("RuleReleases", "AnalyzerReleases.Unshipped.md")).Select(static match => match.Value)];
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        Assert.Empty(rows.Except(All.Select(static rule => rule.Id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasALinkThatEndsWithItsId(string id) =>
        Assert.EndsWith($"docs/rules/{id}.md", Find(id).HelpLinkUri, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasATestClassOfItsName(string id) =>
        Assert.Contains(typeof(DiagnosticDescriptorTests).Assembly.GetTypes(), type => type.Name == id + "Tests");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsNumberedByItsCategory(string id)
    {
        int number = int.Parse(id.AsSpan("MOON".Length), NumberStyles.None, CultureInfo.InvariantCulture);
        Assert.Equal(number is > 0 and < 500 ? "Mooncake.Declaration" : "Mooncake.Usage", Find(id).Category);
        Assert.InRange(number, 1, 899);
        Assert.True(Find(id).IsEnabledByDefault);

        // Builds do not show suggestions: only a rule that depends on the size of values, which the code does not tell, is one.
        DiagnosticSeverity[] visible = [DiagnosticSeverity.Warning, DiagnosticSeverity.Error];
        Assert.Contains(Find(id).DefaultSeverity, id == DiagnosticIds.CopiedPayload ? [DiagnosticSeverity.Info] : visible);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_IsWordedAsAllAre(string id)
    {
        string title = Find(id).Title.ToString(CultureInfo.InvariantCulture);
        string message = Find(id).MessageFormat.ToString(CultureInfo.InvariantCulture);
        Assert.Matches("^[A-Z].*[^.]$", title);
        Assert.DoesNotContain("{", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, 10, 80);

        // It names what it is about, and does not end in a stop; the part behind a semicolon or colon says what to do.
        Assert.Contains("{0}", message, StringComparison.Ordinal);
        Assert.Matches("[;:].*[^.]$", message);
        Assert.DoesNotContain("invalid", message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_StandsInTheIndexWithItsSeverityAndWhetherItHasAFix(string id)
    {
        bool hasFix = Instances<CodeFixProvider>(typeof(SyntaxCodeFixProvider).Assembly).Any(fix => fix.FixableDiagnosticIds.Contains(id));
        string row = $"| [{id}]({id}.md) | {Find(id).DefaultSeverity.ToString().ToLowerInvariant()} | {Find(id).Title.ToString(CultureInfo.InvariantCulture)} | {(hasFix ? "yes" : "")} |";
        Assert.Contains(row, Read("RulePages", "README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Fixes_AreForRulesThatExist()
    {
        CodeFixProvider[] fixes = Instances<CodeFixProvider>(typeof(SyntaxCodeFixProvider).Assembly);
        Assert.NotEmpty(fixes);
        Assert.All(fixes, static fix => Assert.NotNull(fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()));
        Assert.Empty(fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Except(All.Select(static rule => rule.Id)));
    }

    /// <summary>The index lists the rules, in order, and nothing else.</summary>
    [Fact]
    public void Index_ListsTheRulesInOrder() => Assert.Equal(
        All.Select(static rule => rule.Id).Order(StringComparer.Ordinal),
        Read("RulePages", "README.md").Split('\n').Where(static line => line.StartsWith("| [MOON", StringComparison.Ordinal)).Select(static line => line[3..11]));

    private static DiagnosticDescriptor Find(string id) => All.Single(rule => rule.Id == id);

    private static string Read(string folder, string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, file)).ReplaceLineEndings("\n");

    private static T[] Instances<T>(Assembly assembly) =>
        [.. assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract).Select(static type => (T)Activator.CreateInstance(type)!)];

    [GeneratedRegex("^MOON[0-9]{4}", RegexOptions.Multiline)]
    private static partial Regex RowId();
}
