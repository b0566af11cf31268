using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0013: literals that cannot be told from the part before them.</summary>
public class MOON0013Tests
{
    [Theory]
    [InlineData("k/{A}0", "0", "the number 'A'")]
    [InlineData("k/{A:x4}f/{B}", "f", "the hexadecimal number 'A'")]
    [InlineData("k/{S}v1", "v", "the text 'S'")]
    [InlineData("k/{S}%", "%", "the text 'S'")]
    [InlineData("k/{E:G}s", "s", "the text 'E'")]
    [InlineData("{A}🥮", "🥮", "the text before it")]
    [InlineData("{S}ü{B}", "ü", "the text 'S'")]
    public async Task Literal_ThatCouldBelongToThePart_IsFlaggedAtItsFirstCharacter(string template, string flagged, string part)
    {
        Assert.Equal(
            $"error MOON0013 {flagged}: '{flagged}' in the key template of 'T' could be read as part of {part}; insert a separator such as '/' before it",
            Assert.Single(await RunAsync(Declare(template))));
    }

    [Theory]
    [InlineData("k/{A}/0")]
    [InlineData("k/{A}b")]
    [InlineData("k/{A}-{B}")]
    [InlineData("k/{A:x4}g")]
    [InlineData("k/{S}/v1")]
    [InlineData("k/{S}.{A}")]
    [InlineData("k/{G}0")]
    [InlineData("k/{F}1")]
    [InlineData("k/{S}")]
    [InlineData("0{A}")]
    [InlineData("k/{S:x}v")]
    [InlineData("k/{Nobody}v")]
    public async Task Literal_ThatCanBeTold_IsNotFlagged(string template) => Assert.Empty(await RunAsync(Declare(template)));

    [Theory]
    [InlineData("k/{A}0", "k/{A}/0")]
    [InlineData("k/{A}0/{S}v", "k/{A}/0/{S}v")]
    [InlineData("{A}🥮", "{A}/🥮")]
    public async Task Fix_PutsASlashInFront(string before, string after)
    {
        if (before.EndsWith('v'))
        {
            Assert.Equal(
                "using Mooncake;\n" + Declare("k/{A}/0/{S}/v"),
                await CodeFixHarness.FixAllAsync<AmbiguousLiteralAnalyzer, AddSeparatorCodeFixProvider>("using Mooncake;\n" + Declare(before)));
            return;
        }

        Assert.Equal("using Mooncake;\n" + Declare(after), await FixAsync(Declare(before)));
    }

    private static string Declare(string template) =>
        $"[StoreKey(\"{template}\")] public partial record T(int A, int B, string S, System.DayOfWeek E, System.Guid G, bool F);";

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<AmbiguousLiteralAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<AmbiguousLiteralAnalyzer, AddSeparatorCodeFixProvider>("using Mooncake;\n" + source);
}
