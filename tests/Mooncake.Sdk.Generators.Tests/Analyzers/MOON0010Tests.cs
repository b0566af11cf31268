using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0010: templates that are not well formed.</summary>
public class MOON0010Tests
{
    [Theory]
    [InlineData("\"\"", "\"\"", "it is empty")]
    [InlineData("null!", "null!", "it is empty")]
    [InlineData("\"k/{Id\"", "{", "this brace is not closed")]
    [InlineData("\"k}/{Id}\"", "}", "this brace closes no placeholder")]
    [InlineData("\"k/{}\"", "{}", "a placeholder is a member name")]
    [InlineData("\"k/{Id:}\"", "{Id:}", "a placeholder is a member name")]
    [InlineData("\"k/{ Id }\"", "{ Id }", "a placeholder is a member name")]
    [InlineData("\"k/{this.Id}\"", "{this.Id}", "a placeholder is a member name")]
    [InlineData("\"{Id}/{Id}\"", "{Id}", "this member is already named")]
    [InlineData("\"k\\t{Id}\"", "\\t", "it contains the control character U+0009")]
    [InlineData("\"k\\u0000{Id}\"", "\\u0000", "it contains the control character U+0000")]
    [InlineData("\"\\uD83E/{Id}\"", "\\uD83E", "it contains an unpaired surrogate")]
    public async Task Template_ThatIsMalformed_IsFlaggedAtTheMistake(string template, string flagged, string reason)
    {
        string single = Assert.Single(await RunAsync($"[StoreKey({template})] public partial record T(int Id);"));
        Assert.StartsWith($"error MOON0010 {flagged}: The key template of 'T' is malformed: {reason}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@\"say \"\"{Id\"", "{")]
    [InlineData("\"\"\"say {Id\"\"\"", "{")]
    [InlineData("template: \"say \\\"{Id\"", "{")]
    public async Task Template_InAnyKindOfLiteral_IsFlaggedAtTheMistake(string template, string flagged)
    {
        string single = Assert.Single(await RunAsync($"[StoreKey({template})] public partial record T(int Id);"));
        Assert.StartsWith($"error MOON0010 {flagged}: ", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T.Template")]
    [InlineData("\"k/{\" + \"Id\"")]
    [InlineData("\"\\x41{Id\"")]
    public async Task Template_WhosePlacesCannotBeTold_IsFlaggedAsAWhole(string template)
    {
        string single = Assert.Single(await RunAsync($"[StoreKey({template})] public partial record T(int Id) {{ public const string Template = \"k/{{Id\"; }}"));
        Assert.StartsWith($"error MOON0010 {template}: ", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"k/{Id}\"")]
    [InlineData("\"{Id}\"")]
    [InlineData("\"{{k}}/{Id}/}}\"")]
    [InlineData("\"k/{Id:x16}\"")]
    [InlineData("\"k k/ü🥮/{Id}\"")]
    [InlineData("\"k/{Nobody}\"")]
    [InlineData("\"k\"")]
    [InlineData("\"{Id}{Name}\"")]
    public async Task Template_ThatIsWellFormedOrAnotherRulesMatter_IsNotFlagged(string template) =>
        Assert.Empty(await RunAsync($"[StoreKey({template})] public partial record T(int Id, int Name);"));

    [Fact]
    public async Task Attribute_OfTheSameNameElsewhere_IsNotOurs() =>
        Assert.Empty(await RunAsync("namespace Look { class StoreKeyAttribute(string t) : System.Attribute { public string T => t; } [StoreKey(\"{\")] class T; }"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<MalformedTemplateAnalyzer>("using Mooncake;\n" + source);
}
