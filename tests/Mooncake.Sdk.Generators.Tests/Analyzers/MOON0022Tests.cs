using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0022: types that cannot stand in a key.</summary>
public class MOON0022Tests
{
    [Theory]
    [InlineData("double", "equal numbers can have different texts")]
    [InlineData("float", "equal numbers can have different texts")]
    [InlineData("decimal", "equal numbers can have different texts")]
    [InlineData("System.Half", "equal numbers can have different texts")]
    [InlineData("System.DateTime", "its text depends on kind and precision")]
    [InlineData("System.DateTimeOffset", "its text depends on precision and format")]
    [InlineData("System.DateOnly", "its text depends on precision and format")]
    [InlineData("System.TimeSpan", "its text depends on precision and format")]
    [InlineData("string?", "a key cannot contain null")]
    [InlineData("int?", "a key cannot contain null")]
    [InlineData("System.Guid?", "a key cannot contain null")]
    [InlineData("char", "a surrogate has no UTF-8")]
    [InlineData("nint", "its size depends on the machine")]
    [InlineData("object", "use a string, an integer, a Guid, a bool or an enum")]
    [InlineData("byte[]", "use a string, an integer, a Guid, a bool or an enum")]
    [InlineData("System.Uri", "use a string, an integer, a Guid, a bool or an enum")]
    [InlineData("Look.Guid", "use a string, an integer, a Guid, a bool or an enum")]
    public async Task Part_OfATypeThatKeysDoNotTake_IsFlaggedAtItsName(string type, string advice)
    {
        string single = Assert.Single(await RunAsync(Declare(type, "k/{A:x4}")));
        Assert.StartsWith("error MOON0022 A: Key part 'A' of 'T' has type '", single, StringComparison.Ordinal);
        Assert.Contains($"but must be a string, integer, Guid, bool or enum; {advice}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string")]
    [InlineData("bool")]
    [InlineData("System.Guid")]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    [InlineData("System.Int128")]
    [InlineData("System.UInt128")]
    [InlineData("System.DayOfWeek")]
    public async Task Part_OfATypeThatKeysTake_IsNotFlagged(string type) => Assert.Empty(await RunAsync(Declare(type, "k/{A}")));

    [Theory]
    [InlineData("double", "k/{B}")]
    [InlineData("string", "k/{A:x}")]
    public async Task Type_OfAMemberThatIsNoPartOrAnotherMistake_IsNotFlagged(string type, string template) =>
        Assert.Empty(await RunAsync(Declare(type, template)));

    [Fact]
    public async Task Type_ThatIsNotFound_IsTheCompilersToTell() =>
        Assert.Empty(await AnalyzerHarness.RunAsync<UnsupportedKeyTypeAnalyzer>("using Mooncake;\n" + Declare("Missing", "k/{A}"), "CS0246"));

    private static string Declare(string type, string template) =>
        $"[StoreKey(\"{template}\")] public partial record T({type} A, int B); namespace Look {{ public struct Guid; }}";

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnsupportedKeyTypeAnalyzer>("using Mooncake;\n" + source);
}
