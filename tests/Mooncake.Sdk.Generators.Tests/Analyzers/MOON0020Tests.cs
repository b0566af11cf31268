using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0020: placeholders without a member.</summary>
public class MOON0020Tests
{
    [Theory]
    [InlineData("Modle", "did you mean 'Model'?")]
    [InlineData("model", "did you mean 'Model'?")]
    [InlineData("Bloc", "did you mean 'Block'?")]
    [InlineData("Blockk", "did you mean 'Block'?")]
    [InlineData("Zzz", "it can name 'Model', 'Block', 'Inherited'")]
    public async Task Placeholder_WithoutAMember_IsFlaggedAtItsName(string name, string advice)
    {
        Assert.Equal(
            $"error MOON0020 {name}: Placeholder '{name}' names no member of 'T'; {advice}",
            Assert.Single(await RunAsync(Declare($"k/{{{name}:x4}}"))));
    }

    [Fact]
    public async Task Placeholder_OfATypeWithoutMembers_IsAskedForOne()
    {
        string single = Assert.Single(await RunAsync("[StoreKey(\"k/{Id}\")] public partial class T;"));
        Assert.EndsWith("; add a public property of that name", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k/{Model}")]
    [InlineData("k/{Block}/{Model}")]
    [InlineData("k/{Inherited}")]
    [InlineData("k/{Hidden}")]
    [InlineData("k/{Rate}")]
    [InlineData("k/{ToString}")]
    [InlineData("k/{{Modle}}/{Model}")]
    [InlineData("k/{Modle")]
    public async Task Placeholder_WithAMemberOrAnotherMistake_IsNotFlagged(string template) => Assert.Empty(await RunAsync(Declare(template)));

    [Theory]
    [InlineData("k/{Modle}", "k/{Model}")]
    [InlineData("k/{block:x16}/x", "k/{Block:x16}/x")]
    public async Task Fix_NamesTheMemberThatWasMeant(string before, string after) =>
        Assert.Equal("using Mooncake;\n" + Declare(after), await FixAsync(Declare(before)));

    [Fact]
    public async Task FixAll_CorrectsEachName()
    {
        Assert.Equal(
            "using Mooncake;\n" + Declare("k/{Model}/{Block}"),
            await CodeFixHarness.FixAllAsync<UnknownPlaceholderAnalyzer, CorrectPlaceholderCodeFixProvider>("using Mooncake;\n" + Declare("k/{Modle}/{Blok}")));
    }

    [Fact]
    public async Task Fix_WhereNoNameIsNear_IsNotOffered()
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<UnknownPlaceholderAnalyzer, CorrectPlaceholderCodeFixProvider>(
            "using Mooncake;\n" + Declare("k/{Zzz}")));
    }

    private static string Declare(string template) => $$"""
        [StoreKey("{{template}}")]
        public partial record T(string Model, ulong Block, double Rate) : Base(1)
        {
            private int Hidden => 1;
        }

        public record Base(int Inherited);
        """;

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnknownPlaceholderAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<UnknownPlaceholderAnalyzer, CorrectPlaceholderCodeFixProvider>("using Mooncake;\n" + source);
}
