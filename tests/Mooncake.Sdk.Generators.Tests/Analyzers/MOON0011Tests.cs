using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0011: templates without a placeholder.</summary>
public class MOON0011Tests
{
    [Theory]
    [InlineData("config")]
    [InlineData("config/{{Id}}")]
    [InlineData("/")]
    public async Task Template_WithoutAPlaceholder_IsFlagged(string template)
    {
        Assert.Equal(
            $"MOON0011 \"{template}\": All values of 'T' would have the one key '{template}'; name a member that tells them apart, such as {{Id}}, or store a single object's bytes with MooncakeStore.Raw",
            Assert.Single(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int Id);")));
    }

    [Theory]
    [InlineData("config/{Id}")]
    [InlineData("{Id}")]
    [InlineData("")]
    [InlineData("config/{")]
    [InlineData("config/{Nobody}")]
    public async Task Template_WithOneOrAnotherMistake_IsNotFlagged(string template) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int Id);"));

    [Fact]
    public async Task Object_WithoutAKey_IsNotFlagged() => Assert.Empty(await RunAsync("[StoreObject] public partial record T(int Id);"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<TemplateWithoutPlaceholderAnalyzer>("using Mooncake;\n" + source);
}
