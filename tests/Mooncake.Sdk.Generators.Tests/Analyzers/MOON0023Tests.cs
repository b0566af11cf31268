using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0023: formats that key parts do not take.</summary>
public class MOON0023Tests
{
    [Theory]
    [InlineData("int", "N0", "use D, X or x with up to two digits, such as D3 or x16")]
    [InlineData("int", "D100", "use D, X or x with up to two digits, such as D3 or x16")]
    [InlineData("int", "d3", "use D, X or x with up to two digits, such as D3 or x16")]
    [InlineData("ulong", "000", "use D, X or x with up to two digits, such as D3 or x16")]
    [InlineData("string", "U", "remove the format")]
    [InlineData("bool", "D", "remove the format")]
    [InlineData("System.Guid", "X", "use N, D, B or P")]
    [InlineData("System.DayOfWeek", "F", "use G for the name, or D, X or x with up to two digits for the number")]
    public async Task Format_ThatTheTypeDoesNotTake_IsFlaggedWithItsColon(string type, string format, string advice)
    {
        string single = Assert.Single(await RunAsync(Declare(type, $"k/{{A:{format}}}")));
        Assert.StartsWith($"error MOON0023 :{format}: Format '{format}' of key part 'A' of 'T' is not supported for '", single, StringComparison.Ordinal);
        Assert.EndsWith($"'; {advice}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "k/{A}")]
    [InlineData("int", "k/{A:D}")]
    [InlineData("int", "k/{A:D3}")]
    [InlineData("int", "k/{A:X}")]
    [InlineData("ulong", "k/{A:x16}")]
    [InlineData("System.Int128", "k/{A:x99}")]
    [InlineData("System.Guid", "k/{A:N}")]
    [InlineData("System.Guid", "k/{A:P}")]
    [InlineData("System.DayOfWeek", "k/{A:G}")]
    [InlineData("System.DayOfWeek", "k/{A:D2}")]
    [InlineData("string", "k/{A}")]
    [InlineData("double", "k/{A:F2}")]
    [InlineData("int", "k/{{A:F2}}/{A}")]
    [InlineData("int", "k/{Nobody:F2}")]
    public async Task Format_ThatTheTypeTakesOrAnotherMistake_IsNotFlagged(string type, string template) => Assert.Empty(await RunAsync(Declare(type, template)));

    [Theory]
    [InlineData("int", "{A:000}", "{A:D3}")]
    [InlineData("int", "{A:d4}", "{A:D4}")]
    [InlineData("string", "{A:U}", "{A}")]
    [InlineData("bool", "{A:D}", "{A}")]
    [InlineData("System.Guid", "{A:n}", "{A:N}")]
    [InlineData("System.DayOfWeek", "{A:g}", "{A:G}")]
    public async Task Fix_WritesTheFormatThatWasMeant(string type, string before, string after) =>
        Assert.Equal("using Mooncake;\n" + Declare(type, after), await FixAsync(Declare(type, before)));

    [Theory]
    [InlineData("int", "{A:N0}")]
    [InlineData("System.Guid", "{A:X}")]
    [InlineData("System.DayOfWeek", "{A:F}")]
    public async Task Fix_WhereItIsNotObvious_IsNotOffered(string type, string template)
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<UnsupportedKeyFormatAnalyzer, CorrectKeyFormatCodeFixProvider>(
            "using Mooncake;\n" + Declare(type, template)));
    }

    private static string Declare(string type, string template) => $"[StoreKey(\"{template}\")] public partial record T({type} A, int B);";

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnsupportedKeyFormatAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<UnsupportedKeyFormatAnalyzer, CorrectKeyFormatCodeFixProvider>("using Mooncake;\n" + source);
}
