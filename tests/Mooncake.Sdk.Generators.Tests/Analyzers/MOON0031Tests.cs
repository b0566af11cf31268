using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0031: templates that can produce one key.</summary>
public class MOON0031Tests
{
    [Theory]
    [InlineData("k/{Id}", "int", "k/{Id}", "int", "k/0")]
    [InlineData("k/{Id}", "string", "k/{Id}", "int", "k/0")]
    [InlineData("{Id}", "string", "k/{Id}", "int", "k/0")]
    [InlineData("{Id}/{Other}", "string", "k-{Id}", "int", null)]
    [InlineData("{Id}", "string", "{Id}", "string", " ")]
    [InlineData("k/{Id}", "string", "k/{Id}/{Other}", "string", "k//")]
    [InlineData("k/{Id}/", "string", "k/{Id}/{Other}/", "string", null)]
    [InlineData("k/{Id}/profile", "string", "k/{Id}/pages/{Other}", "string", null)]
    [InlineData("k/{Id}/x", "string", "k/{Id}/{Other}", "string", "k//x")]
    [InlineData("k/{Id}", "int", "l/{Id}", "int", null)]
    [InlineData("k", "int", "k", "int", "k")]
    [InlineData("k", "int", "{Id}", "string", "k")]
    [InlineData("k", "int", "k/{Id}", "int", null)]
    [InlineData("k/{Id}", "int", "k/x{Id}", "int", null)]
    [InlineData("k/{Id}", "uint", "k/-{Id}", "uint", null)]
    [InlineData("k/{Id}", "int", "k/-{Id}", "uint", "k/-1")]
    [InlineData("k/{Id}", "int", "k/{Id:x16}", "ulong", null)]
    [InlineData("k/{Id}", "ulong", "k/{Id:x16}", "ulong", "k/1000000000000000")]
    [InlineData("k/{Id:D3}", "byte", "k/{Id:D2}", "byte", "k/100")]
    [InlineData("k/{Id:D4}", "byte", "k/{Id:D2}", "byte", null)]
    [InlineData("k/{Id:X}", "byte", "k/{Id:x}", "byte", "k/0")]
    [InlineData("k/{Id:X2}", "sbyte", "k/{Id}", "string", "k/00")]
    [InlineData("k/{Id}", "bool", "k/{Id}", "System.DayOfWeek", "k/0")]
    [InlineData("k/{Id}", "bool", "k/{Id:G}", "System.DayOfWeek", null)]
    [InlineData("k/{Id}", "string", "k/{Id:G}", "System.DayOfWeek", "k/Sunday")]
    [InlineData("k/{Id:N}", "System.Guid", "k/{Id:x32}", "System.UInt128", "k/00000000000000000000000000000000")]
    [InlineData("k/{Id}", "System.Guid", "k/{Id:N}", "System.Guid", null)]
    [InlineData("k/{Id:B}", "System.Guid", "k/{Id}", "string", "k/{00000000-0000-0000-0000-000000000000}")]
    public async Task Templates_AreComparedByAllTheirKeys(string first, string firstType, string second, string secondType, string? key)
    {
        string[] found = await RunAsync(
            $"[StoreKey(\"{first}\")] public partial record A({firstType} Id, {firstType} Other); [StoreKey(\"{second}\")] public partial record B({secondType} Id, {secondType} Other);");
        string[] expected = key is null
            ? []
            : [$"warning MOON0031 \"{second}\": The key templates of 'B' and 'A' can produce the same key, for example '{key}'; give each type its own prefix"];
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("2147483647", true)]
    [InlineData("2147483648", false)]
    [InlineData("-2147483648", true)]
    [InlineData("-2147483649", false)]
    [InlineData("-0", false)]
    [InlineData("00", false)]
    [InlineData("+1", false)]
    [InlineData("999999999", true)]
    public async Task Integers_HaveTheirRange(string literal, bool overlaps)
    {
        string[] found = await RunAsync($"[StoreKey(\"k/{{Id}}/\")] public partial record A(int Id); [StoreKey(\"k/{literal}/{{Id}}\")] public partial record B(string Id);");
        Assert.Equal(overlaps ? 1 : 0, found.Length);
    }

    [Fact]
    public async Task Types_OfDifferentFilesAndNamespaces_AreCompared()
    {
        Assert.Single(await RunAsync(
            "namespace X { [StoreKey(\"k/{Id}\")] public partial record A(int Id); } namespace Y { [StoreKey(\"k/{Id}\")] public partial record A(int Id); }"));
    }

    [Fact]
    public async Task Types_ThatAllMeet_AreFlaggedPairByPair()
    {
        Assert.Equal(3, (await RunAsync(string.Concat(((string[])["A", "B", "C"]).Select(static name =>
            $"[StoreKey(\"k/{{Id}}\")] public partial record {name}(int Id); ")))).Length);
    }

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record A(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record A(int Id); [StoreKey(\"k/{Nobody}\")] public partial record B(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record A(int Id); [StoreKey(\"k/{Id}\")] public partial record B(double Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record A(int Id); [StoreKey(\"k/{Id\")] public partial record B(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record A(int Id); [StoreObject] public partial record B(int Id);")]
    public async Task Type_WithoutAnother_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<OverlappingTemplatesAnalyzer>("using Mooncake;\n" + source);
}
