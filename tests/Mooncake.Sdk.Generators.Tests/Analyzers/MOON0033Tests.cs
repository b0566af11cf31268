using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0033: set names that are taken.</summary>
public class MOON0033Tests
{
    [Fact]
    public async Task Sets_OfOneNameInANamespace_AreFlaggedBoth()
    {
        Assert.Equal(
            [
                "warning MOON0033 T: Set name 'Ts' of 'T' is also the name of the set of 'B.T', so every use would be ambiguous; choose another name with Set =",
                "warning MOON0033 T: Set name 'Ts' of 'T' is also the name of the set of 'A.T', so every use would be ambiguous; choose another name with Set =",
            ],
            await RunAsync("partial class A { [StoreKey(\"a/{Id}\")] internal partial record T(int Id); } partial class B { [StoreKey(\"b/{Id}\")] internal partial record T(int Id); }"));
    }

    [Fact]
    public async Task Set_OfTheNameOfAnothersDefault_IsFlaggedAtTheArgument()
    {
        string[] found = await RunAsync("[StoreKey(\"a/{Id}\")] partial record T(int Id); [StoreKey(\"b/{Id}\", Set = \"Ts\")] partial record U(int Id);");
        Assert.Equal(2, found.Length);
        Assert.StartsWith("warning MOON0033 \"Ts\": Set name 'Ts' of 'U'", found[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Raw")]
    [InlineData("Buffers")]
    [InlineData("DisposeAsync")]
    [InlineData("ToString")]
    public async Task Set_OfTheNameOfAStoresMember_IsFlagged(string name)
    {
        Assert.Equal(
            $"warning MOON0033 \"{name}\": Set name '{name}' of 'T' is also the name of a member of the store itself, which hides it; choose another name with Set =",
            Assert.Single(await RunAsync($"[StoreKey(\"k/{{Id}}\", Set = \"{name}\")] public partial record T(int Id);")));
    }

    [Theory]
    [InlineData("namespace A { [StoreKey(\"a/{Id}\")] partial record T(int Id); } namespace B { [StoreKey(\"b/{Id}\")] partial record T(int Id); }")]
    [InlineData("[StoreKey(\"a/{Id}\")] partial record T(int Id); [StoreKey(\"b/{Id}\")] partial record U(int Id);")]
    [InlineData("[StoreKey(\"a/{Id}\")] partial record T(int Id); class Ts;")]
    [InlineData("[StoreKey(\"a/{Id}\")] partial record T(int Id); partial class B { [StoreKey(\"b/{Id}\")] private partial record T(int Id); }")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"ts\")] partial record T(int Id); [StoreKey(\"b/{Id}\", Set = \"Ts\")] partial record U(int Id);")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"raw\")] partial record T(int Id);")]
    [InlineData("[StoreKey(\"a/{Id}\", Set = \"Session\")] partial record T(int Id);")]
    [InlineData("[StoreObject] partial record Raw(int Id); [StoreObject] partial record T(int Id);")]
    public async Task Sets_OfNamesOfTheirOwn_AreNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<ClashingSetNameAnalyzer>("using Mooncake;\n" + source);
}
