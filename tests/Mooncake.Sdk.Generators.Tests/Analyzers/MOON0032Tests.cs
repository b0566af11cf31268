using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0032: set names that are no identifiers.</summary>
public class MOON0032Tests
{
    [Theory]
    [InlineData("")]
    [InlineData("all people")]
    [InlineData("1st")]
    [InlineData("A.B")]
    [InlineData("people\u2764")]
    public async Task Name_ThatIsNoIdentifier_IsFlaggedAtTheArgument(string name)
    {
        Assert.Equal(
            $"error MOON0032 \"{name}\": Set name '{name}' of 'T' is not a C# identifier, but the typed set is a property with this name; use a name such as 'Sessions'",
            Assert.Single(await RunAsync($"[StoreKey(\"k/{{Id}}\", Set = \"{name}\")] public partial record T(int Id);")));
    }

    [Theory]
    [InlineData("Set = \"People\"")]
    [InlineData("Set = \"class\"")]
    [InlineData("Set = \"@class\"")]
    [InlineData("Set = \"Größen\"")]
    [InlineData("Set = nameof(T)")]
    [InlineData("Set = null")]
    [InlineData("IsTrailerOptional = true")]
    public async Task Name_ThatIsAnIdentifierOrNone_IsNotFlagged(string argument) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"k/{{Id}}\", {argument})] public partial record T(int Id);"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<InvalidSetNameAnalyzer>("using Mooncake;\n" + source);
}
