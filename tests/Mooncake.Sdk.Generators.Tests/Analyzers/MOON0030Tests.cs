using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0030: key members that can be set after construction.</summary>
public class MOON0030Tests
{
    [Theory]
    [InlineData("public int Id { get; set; }", "'init'")]
    [InlineData("public required int Id { get; set; }", "'init'")]
    [InlineData("public int Id { get; internal set; }", "'init'")]
    [InlineData("public int Id;", "an init-only property")]
    public async Task Member_ThatCanBeSet_IsFlaggedAtItsName(string member, string mend)
    {
        Assert.Equal(
            $"warning MOON0030 Id: Key member 'Id' of 'T' can change after construction, which can move an object to another key; make it {mend}",
            Assert.Single(await RunAsync($"[StoreKey(\"k/{{Id}}\")] public partial class T {{ {member} }}")));
    }

    [Theory]
    [InlineData("class", "public int Id { get; init; }")]
    [InlineData("class", "public int Id { get; }")]
    [InlineData("class", "public int Id { get; private set; }")]
    [InlineData("class", "public int Id => 1;")]
    [InlineData("class", "public readonly int Id;")]
    [InlineData("class", "public int Id { get; init; } public int Other { get; set; }")]
    [InlineData("struct", "public int Id { get; set; }")]
    [InlineData("record struct", "public int Id { get; set; }")]
    public async Task Member_ThatCannotBeSetOrIsNoPart_IsNotFlagged(string kind, string member) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"k/{{Id}}\")] public partial {kind} T {{ {member} }}"));

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record struct T(int Id);")]
    [InlineData("[StoreObject] public partial class T { public int Id { get; set; } }")]
    public async Task Type_OfAnotherKind_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData("public int Id { get; set; }", "public int Id { get; init; }")]
    [InlineData("public int Id { get; internal set; } = 1; // kept", "public int Id { get; internal init; } = 1; // kept")]
    [InlineData("private int _id; public int Id { get => _id; set => _id = value; }", "private int _id; public int Id { get => _id; init => _id = value; }")]
    [InlineData("public int Id;", "public int Id { get; init; }")]
    [InlineData("/// <summary>Kept.</summary>\n    public int Id = 7; // kept", "/// <summary>Kept.</summary>\n    public int Id { get; init; } = 7; // kept")]
    public async Task Fix_SealsTheMember(string before, string after) =>
        Assert.Equal("using Mooncake;\n" + Declare(after), await FixAsync(Declare(before)));

    [Fact]
    public async Task FixAll_SealsEach()
    {
        Assert.Equal(
            "using Mooncake; [StoreKey(\"k/{A}/{B}\")] public partial class T { public int A { get; init; } public string B { get; init; } = \"\"; }",
            await CodeFixHarness.FixAllAsync<MutableKeyMemberAnalyzer, SealKeyMemberCodeFixProvider>(
                "using Mooncake; [StoreKey(\"k/{A}/{B}\")] public partial class T { public int A { get; set; } public string B { get; set; } = \"\"; }"));
    }

    [Fact]
    public async Task Fix_ForADeclarationOfSeveralFields_IsNotOffered()
    {
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<MutableKeyMemberAnalyzer, SealKeyMemberCodeFixProvider>(
            "using Mooncake; [StoreKey(\"k/{A}\")] public partial class T { public int A, B; }"));
    }

    private static string Declare(string member) => $"[StoreKey(\"k/{{Id}}\")]\npublic partial class T\n{{\n    {member}\n}}\n";

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<MutableKeyMemberAnalyzer>("using Mooncake;\n" + source);

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<MutableKeyMemberAnalyzer, SealKeyMemberCodeFixProvider>("using Mooncake;\n" + source);
}
