using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0021: members that no key can read.</summary>
public class MOON0021Tests
{
    [Theory]
    [InlineData("Id", "internal int Id { get; init; }", "it is not public")]
    [InlineData("Id", "private int Id;", "it is not public")]
    [InlineData("Id", "public int Id { private get; set; }", "it is not public")]
    [InlineData("Id", "public static int Id { get; set; }", "it is static")]
    [InlineData("Id", "public const int Id = 1;", "it is static")]
    [InlineData("Id", "public int Id() => 1;", "it is neither a property nor a field")]
    [InlineData("Id", "public int Id { set { } }", "it cannot be read")]
    [InlineData("Id", "private int _id; public ref int Id => ref _id;", "it is a reference")]
    [InlineData("Of", "public int Of { get; init; }", "the generated key has a member of that name")]
    [InlineData("TryParse", "public int TryParse { get; init; }", "the generated key has a member of that name")]
    [InlineData("TKey", "public int TKey { get; init; }", "the generated key has a member of that name")]
    public async Task Member_ThatAKeyCannotRead_IsFlaggedAtThePlaceholder(string name, string member, string reason)
    {
        string single = Assert.Single(await RunAsync($"[StoreKey(\"k/{{{name}}}\")] public partial class T {{ {member} }}"));
        Assert.StartsWith($"error MOON0021 {name}: Placeholder '{name}' of 'T' names a member that cannot be part of a key: {reason}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int Id { get; init; }")]
    [InlineData("public int Id { get; private set; }")]
    [InlineData("public int Id => 1;")]
    [InlineData("public readonly int Id;")]
    [InlineData("public required int Id;")]
    [InlineData("public double Id { get; init; }")]
    [InlineData("public int Other { get; init; }")]
    [InlineData("public int Id { get; init; } internal int Other; public static int Next;")]
    public async Task Member_ThatAKeyCanReadOrThatIsNotNamed_IsNotFlagged(string member) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"k/{{Id}}\")] public partial class T {{ {member} }}"));

    [Fact]
    public async Task Member_ThatIsInherited_IsNotFlagged() =>
        Assert.Empty(await RunAsync("public class B { public int Id { get; init; } } [StoreKey(\"k/{Id}\")] public partial class T : B;"));

    [Fact]
    public async Task Member_ThatHidesAUsableOne_IsFlagged() =>
        Assert.Single(await RunAsync("public class B { public int Id { get; init; } } [StoreKey(\"k/{Id}\")] public partial class T : B { private new int Id => 1; }"));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnusableKeyMemberAnalyzer>("using Mooncake;\n" + source);
}
