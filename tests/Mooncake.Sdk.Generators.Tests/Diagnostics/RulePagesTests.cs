using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>Links of diagnostics lead to the pages that the project's property names.</summary>
public class RulePagesTests
{
    /// <summary>Mistakes of several rules, of declarations and of use, at members, types, and the compilation's end.</summary>
    private const string Mistakes = """
        using Mooncake;
        [StoreKey("a/{Id}")] public record NotPartial(int Id);
        [StoreKey("b/{No}")] public partial record Unknown(int Id);
        [StoreKey("c/{Id}")] public partial record First(int Id);
        [StoreKey("c/{Id}")] public partial record Second(int Id);
        [StoreObject] public partial class Lost { public int A { get; } }
        public static class User
        {
            public static async System.Threading.Tasks.Task RunAsync(MooncakeStore store) { await store.Raw.RemoveAsync("k"); await store.CloseAsync(); }
        }
        """;

    [Theory]
    [InlineData("file:///home/user/.nuget/packages/mooncake.sdk/1.0.0/docs/rules/", "file:///home/user/.nuget/packages/mooncake.sdk/1.0.0/docs/rules/")]
    [InlineData("https://docs.example.com/rules/", "https://docs.example.com/rules/")]
    [InlineData("", "docs/rules/")]
    [InlineData("not an address", "docs/rules/")]
    [InlineData(null, "docs/rules/")]
    public async Task Link_OfEveryDiagnostic_LeadsToItsPage(string? property, string pages)
    {
        Diagnostic[] found = await AnalyzeAsync(property);
        Assert.Empty(((string[])["MOON0001", "MOON0020", "MOON0031", "MOON0105", "MOON0500"]).Except(found.Select(static diagnostic => diagnostic.Id)));
        Assert.All(found, diagnostic => Assert.Equal($"{pages}{diagnostic.Id}.md", diagnostic.Descriptor.HelpLinkUri));
    }

    [Fact]
    public async Task Descriptor_WithALink_IsOtherwiseTheSame()
    {
        Diagnostic[] with = await AnalyzeAsync("https://docs.example.com/");
        Diagnostic[] without = await AnalyzeAsync(null);
        Assert.Equal(without.Select(Describe), with.Select(Describe));

        static string Describe(Diagnostic diagnostic) =>
            $"{diagnostic} {diagnostic.Severity} {diagnostic.Descriptor.Category} {diagnostic.Descriptor.Title} {string.Join(",", diagnostic.Descriptor.CustomTags)}";
    }

    private static async Task<Diagnostic[]> AnalyzeAsync(string? property)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. typeof(StoreGenerator).Assembly.GetTypes()
                .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        ImmutableArray<Diagnostic> found = await UseHarness.Generate(Mistakes)
            .WithAnalyzers(analyzers, new AnalyzerOptions([], new Options(property)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private sealed class Options(string? pages) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(pages);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Global(string? pages) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.MooncakeRulePages" ? pages : null;
            return value is not null;
        }
    }
}
