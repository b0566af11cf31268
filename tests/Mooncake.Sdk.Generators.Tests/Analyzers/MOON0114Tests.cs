using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0114: members of stored types in types that MemoryPack serializes.</summary>
public class MOON0114Tests
{
    private const string Stored = "using MemoryPack; using Mooncake; [StoreObject] public partial class Stored { public string? A; }\n";

    [Theory]
    [InlineData("[MemoryPackable] public partial class T { public Stored? [|A|]; }")]
    [InlineData("[MemoryPackable] public partial record T(int B, Stored [|A|]);")]
    [InlineData("[MemoryPackable] public partial struct T { public string B; [MemoryPackInclude] private Stored [|A|] { get; set; } }")]
    [InlineData("[MemoryPackable] public partial class T { public Keyed? [|A|] { get; set; } } [StoreKey(\"k/{B}\")] public partial record Keyed(string B);")]
    [InlineData("[MemoryPackable] public partial class T { public IUnion? [|A|]; } [StoreUnion(0, typeof(Stored2))] public partial interface IUnion; [StoreObject] public partial class Stored2 : IUnion;")]
    public async Task Member_OfAStoredType_IsFlagged(string source)
    {
        string message = Assert.Single(await AnalyzerHarness.VerifyAsync<UnallowedStoredMemberAnalyzer>(Stored + source));
        Assert.StartsWith("warning MOON0114: MemoryPack rejects member 'A' of 'T'", message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[MemoryPackable] public partial class T { [MemoryPackAllowSerialize] public Stored? A; }")]
    [InlineData("[MemoryPackable] public partial record T([property: MemoryPackAllowSerialize] Stored A);")]
    [InlineData("[MemoryPackable] public partial class T { [MemoryPackIgnore] public Stored? A; }")]
    [InlineData("[MemoryPackable] public partial class T { private Stored? A; public Stored? B() => A; }")]
    [InlineData("[MemoryPackable] public partial class T { public System.Collections.Generic.List<Stored>? A; }")]
    [InlineData("[MemoryPackable] public partial class T { public (Stored, int) A; }")]
    [InlineData("[MemoryPackable] public partial class T { public Both? A; } [MemoryPackable, StoreObject] public partial class Both { public string? A; }")]
    [InlineData("[MemoryPackable] public partial class T { public Image A; } [StoreObject] public partial struct Image { public int A; }")]
    [InlineData("[MemoryPackable] public partial class T { public string? A; }")]
    [InlineData("[StoreObject] public partial class T { public Stored? A; }")]
    [InlineData("public class T { public Stored? A; }")]
    [InlineData("[Alike.MemoryPackable] public partial class T { public Stored? A; } namespace Alike { class MemoryPackableAttribute : System.Attribute; }")]
    public async Task OtherMembers_AreNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<UnallowedStoredMemberAnalyzer>(Stored + source));

    [Theory]
    [InlineData("[MemoryPackable] public partial class T { public Stored? A; }", "[MemoryPackable] public partial class T { [MemoryPackAllowSerialize] public Stored? A; }")]
    [InlineData("[MemoryPackable] public partial record T(Stored A);", "[MemoryPackable] public partial record T([property: MemoryPackAllowSerialize] Stored A);")]
    [InlineData("[MemoryPackable] public partial class T { public Stored? A { get; set; } }", "[MemoryPackable] public partial class T { [MemoryPackAllowSerialize] public Stored? A { get; set; } }")]
    public async Task Fix_AddsTheAttribute(string source, string expected) =>
        Assert.Equal(Stored + expected, await CodeFixHarness.FixAsync<UnallowedStoredMemberAnalyzer, AllowStoredMemberCodeFixProvider>(Stored + source));
}
