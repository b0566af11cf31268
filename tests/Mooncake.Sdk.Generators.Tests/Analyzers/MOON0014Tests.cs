using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0014: commas in templates.</summary>
public class MOON0014Tests
{
    [Fact]
    public async Task Commas_InLiterals_AreFlaggedEach()
    {
        string[] found = await RunAsync("[StoreKey(\"a,b/{X},{Y}\")] public partial record T(int X, int Y);");
        Assert.Equal(2, found.Length);
        Assert.All(found, static message => Assert.Equal(
            "warning MOON0014 ,: The key template of 'T' contains a comma, and Mooncake's administration interface splits lists of keys at commas; use another separator, such as '/'",
            message));
    }

    [Theory]
    [InlineData("{X}/{Y}")]
    [InlineData("a;b/{X}")]
    [InlineData("a\u060C/{X}")]
    [InlineData("{{a}}/{X}")]
    [InlineData("a,{")]
    public async Task Template_WithoutACommaOrWithAnotherMistake_IsNotFlagged(string template) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int X, int Y);"));

    [Fact]
    public async Task Comma_ElsewhereInTheAttribute_IsNotFlagged() =>
        Assert.Empty(await RunAsync("[StoreKey(\"a/{X}\", Set = \"A\", IsTrailerOptional = true)] public partial record T(int X, string Y = \",\");"));

    [Fact]
    public async Task Pragma_Silences() =>
        Assert.Empty(await RunAsync("#pragma warning disable MOON0014\n[StoreKey(\"a,{X}\")] public partial record T(int X);"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<CommaInTemplateAnalyzer>("using Mooncake;\n" + source);
}
