using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0015: templates whose fixed text alone is too long.</summary>
public class MOON0015Tests
{
    [Theory]
    [InlineData("a", 65_536)]
    [InlineData("ü", 32_768)]
    public async Task Template_OverTheLimitInUtf8_IsFlagged(string character, int count)
    {
        string literal = string.Concat(Enumerable.Repeat(character, count));
        string single = Assert.Single(await RunAsync($"[StoreKey(\"{literal}/{{Id}}\")] public partial record T(int Id);"));
        Assert.StartsWith("warning MOON0015 \"", single, StringComparison.Ordinal);
        Assert.EndsWith(" has 65537 bytes of UTF-8, and a key may have 65536 unless MaxKeyBytes is raised; shorten it", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    public async Task Template_WithinTheLimit_IsNotFlagged(int count) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{new string('a', count)}/{{Id}}\")] public partial record T(int Id);"));

    [Fact]
    public async Task Template_ThatIsNotWellFormed_IsNotFlagged() =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{new string('a', 70_000)}/{{Id\")] public partial record T(int Id);"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<TemplateTooLongAnalyzer>("using Mooncake;\n" + source);
}
