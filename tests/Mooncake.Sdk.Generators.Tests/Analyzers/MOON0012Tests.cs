using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0012: placeholders with nothing between them.</summary>
public class MOON0012Tests
{
    [Theory]
    [InlineData("k/{A}{B}", "{B}")]
    [InlineData("{A:D3}{B:x4}", "{B:x4}")]
    [InlineData("{A}/{B}{C}", "{C}")]
    public async Task Placeholders_SideBySide_AreFlaggedAtTheSecond(string template, string flagged)
    {
        Assert.Equal(
            $"error MOON0012 {flagged}: No literal separates this placeholder of 'T' from the previous one, so different values could have the same key; insert a separator such as '/'",
            Assert.Single(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int A, int B, int C);")));
    }

    [Theory]
    [InlineData("k/{A}/{B}")]
    [InlineData("{A}-{B}-{C}")]
    [InlineData("{A}{{{B}")]
    [InlineData("{A}}}{B}")]
    [InlineData("{A}")]
    [InlineData("{A}/{A}{B}")]
    public async Task Placeholders_Apart_AreNotFlagged(string template) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int A, int B, int C);"));

    [Theory]
    [InlineData("\"k/{A}{B}\"", "\"k/{A}/{B}\"")]
    [InlineData("@\"k\\{A}{B:x4}\"", "@\"k\\{A}/{B:x4}\"")]
    public async Task Fix_PutsASlashBetween(string before, string after)
    {
        Assert.Equal(
            $"using Mooncake;\n[StoreKey({after})] public partial record T(int A, int B);",
            await FixAsync($"[StoreKey({before})] public partial record T(int A, int B);"));
    }

    [Fact]
    public async Task Fix_ForATemplateFromElsewhere_IsNotOffered()
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<AdjacentPlaceholdersAnalyzer, AddSeparatorCodeFixProvider>(
            "using Mooncake; [StoreKey(T.K)] public partial record T(int A, int B) { public const string K = \"{A}{B}\"; }"));
    }

    [Fact]
    public async Task Fix_WhereTheFormatHasAQuote_IsNotOffered()
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<AdjacentPlaceholdersAnalyzer, AddSeparatorCodeFixProvider>(
            "using Mooncake; [StoreKey(\"{A}{B:\\\"}\")] public partial record T(int A, int B);"));
    }

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<AdjacentPlaceholdersAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<AdjacentPlaceholdersAnalyzer, AddSeparatorCodeFixProvider>("using Mooncake;\n" + source);
}
