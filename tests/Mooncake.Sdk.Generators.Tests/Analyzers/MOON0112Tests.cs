using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0112: attributes that speak to the serializer that a type does not have.</summary>
public class MOON0112Tests
{
    private const string Usings = "using MemoryPack; using Mooncake; using System;\n";

    [Theory]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreIgnore|]] public string? A; }", "[StoreIgnore] on 'A'", "use [MemoryPackIgnore]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreInclude|]] private string? A { get; set; } }", "[StoreInclude] on 'A'", "use [MemoryPackInclude]")]
    [InlineData("[MemoryPackable, StoreKey(\"k/{A}\")] public partial record T([property: [|StoreOrder(1)|]] int A, string B);", "[StoreOrder] on 'A'", "use [MemoryPackOrder]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreKeepInitializer|]] public string A { get; set; } = \"a\"; }", "[StoreKeepInitializer] on 'A'", "use [SuppressDefaultInitialization]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreUtf16|]] public string? A; }", "[StoreUtf16] on 'A'", "use [Utf16StringFormatter]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreUtf16|]] public string[]? A; }", "[StoreUtf16] on 'A'", "remove it")]
    [InlineData("[MemoryPackable, StoreObject, [|StoreUtf16|]] public partial class T { public string? A; }", "[StoreUtf16]", "remove it")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { public string? A; [[|StoreConstructor|]] public T() { } public T(string a) { A = a; } }", "[StoreConstructor]", "use [MemoryPackConstructor]")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [[|StoreOrder(1)|], MemoryPackOrder(1)] public string? A; }", "[StoreOrder] on 'A'", "remove it")]
    [InlineData("[MemoryPackable, [|StoreObject(StoreLayout.VersionTolerant)|]] public partial class T { public string? A; }", "The layout of [StoreObject]", "state the layout in [MemoryPackable]")]
    [InlineData("[MemoryPackable, [|StoreUnion(0, typeof(A))|]] public abstract partial class T; [MemoryPackable, StoreObject] public partial class A : T;", "[StoreUnion]", "use [MemoryPackUnion]")]
    [InlineData("[MemoryPackable, MemoryPackUnion(0, typeof(A)), [|StoreUnion(0, typeof(A))|]] public abstract partial class T; [MemoryPackable, StoreObject] public partial class A : T;", "[StoreUnion]", "remove it")]
    public async Task StoreAttribute_OnAMemoryPackableType_IsFlagged(string source, string what, string remedy)
    {
        Assert.Equal(
            $"warning MOON0112: {what} has no effect, because 'T' is [MemoryPackable] and serialized by MemoryPack; {remedy}",
            Assert.Single(await AnalyzerHarness.VerifyAsync<OtherSerializersAttributeAnalyzer>(Usings + source)));
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T { [[|MemoryPackIgnore|]] public string? A; }", "[MemoryPackIgnore] on 'A'", "use [StoreIgnore]")]
    [InlineData("[StoreObject] public partial class T { [[|MemoryPackOrder(2)|]] public string? A; }", "[MemoryPackOrder] on 'A'", "use [StoreOrder]")]
    [InlineData("[StoreObject] public partial class T { [[|StoreBorrowed|]] public ReadOnlyMemory<byte> A; }", "[StoreBorrowed] on 'A'", "remove it")]
    [InlineData("[StoreUnion(0, typeof(A)), [|MemoryPackUnion(0, typeof(A))|]] public abstract partial class T; [StoreObject] public partial class A : T;", "[MemoryPackUnion]", "remove it")]
    [InlineData("[StoreObject] public partial class T { public string? A; [[|MemoryPackConstructor|]] public T() { } public T(string a) { A = a; } }", "[MemoryPackConstructor]", "use [StoreConstructor]")]
    public async Task MemoryPackAttribute_OnAnotherType_IsFlagged(string source, string what, string remedy)
    {
        Assert.Equal(
            $"warning MOON0112: {what} has no effect, because 'T' is not [MemoryPackable]; {remedy}",
            Assert.Single(await AnalyzerHarness.VerifyAsync<OtherSerializersAttributeAnalyzer>(Usings + source)));
    }

    [Theory]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [MemoryPackIgnore] public string? A; [MemoryPackOrder(0)] public string? B; [StoreBorrowed] public ReadOnlyMemory<byte> C; }")]
    [InlineData("[MemoryPackable, StoreObject(StoreLayout.Sequential)] public partial class T { public string? A; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public string? A; [StoreIgnore] public string? B; }")]
    [InlineData("[MemoryPackable] public partial class T { [StoreIgnore] public string? A; }")]
    [InlineData("public class T { [StoreIgnore, MemoryPackIgnore] public string? A; }")]
    [InlineData("[MemoryPackable, StoreObject] public partial struct T { public int A; [StoreIgnore] public int B; }")]
    [InlineData("[MemoryPackable, StoreObject] public partial struct T { public int A; [MemoryPackIgnore] public int B; }")]
    [InlineData("[StoreObject] public partial class T { [BrotliFormatter] public byte[]? A; }")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T { [Alike.StoreIgnore] public string? A; } namespace Alike { class StoreIgnoreAttribute : Attribute; }")]
    [InlineData("[StoreObject] public partial class T { [Alike.MemoryPackIgnore] public string? A; } namespace Alike { class MemoryPackIgnoreAttribute : Attribute; }")]
    [InlineData("[MemoryPackable, StoreObject] public partial class T : Base { public string? B; } public class Base { [StoreIgnore] public string? A; }")]
    public async Task Attribute_OfTheTypesOwnSerializer_IsNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<OtherSerializersAttributeAnalyzer>(Usings + source));

    [Theory]
    [InlineData("[StoreIgnore] public string? A;", "[MemoryPackIgnore] public string? A;")]
    [InlineData("/// <summary>Kept.</summary>\n    [Obsolete, StoreOrder(3)] public string? A; // kept", "/// <summary>Kept.</summary>\n    [Obsolete, MemoryPackOrder(3)] public string? A; // kept")]
    [InlineData("[StoreOrder(1), MemoryPackOrder(1)] public string? A;", "[MemoryPackOrder(1)] public string? A;")]
    [InlineData("[StoreKeepInitializer] public string? A { get; set; } = \"a\";", "[SuppressDefaultInitialization] public string? A { get; set; } = \"a\";")]
    public async Task Fix_UsesMemoryPacksAttribute(string before, string after) =>
        Assert.Equal(Declare("MemoryPackable, StoreObject", after), await FixAsync(Declare("MemoryPackable, StoreObject", before)));

    [Theory]
    [InlineData("MemoryPackable, StoreObject(StoreLayout.VersionTolerant)", "MemoryPackable, StoreObject")]
    [InlineData("MemoryPackable, StoreObject, StoreUtf16", "MemoryPackable, StoreObject")]
    public async Task Fix_OfTheType_RemovesWhatHasNoEffect(string before, string after) =>
        Assert.Equal(Declare(after, "public string? A;"), await FixAsync(Declare(before, "public string? A;")));

    [Fact]
    public async Task Fix_WhereTheNamespaceIsNotImported_NamesItInFull() => Assert.Equal(
        "using Mooncake;\n[MemoryPack.MemoryPackable, StoreObject] public partial class T { [MemoryPack.MemoryPackIgnore] public string? A; }",
        await FixAsync("using Mooncake;\n[MemoryPack.MemoryPackable, StoreObject] public partial class T { [StoreIgnore] public string? A; }"));

    [Fact]
    public async Task FixAll_MendsEach() => Assert.Equal(
        Declare("StoreObject", "[StoreIgnore] public string? A; [StoreOrder(1)] public string? B; public ReadOnlyMemory<byte> C;"),
        await CodeFixHarness.FixAllAsync<OtherSerializersAttributeAnalyzer, UseSerializersOwnAttributeCodeFixProvider>(
            Declare("StoreObject", "[MemoryPackIgnore] public string? A; [MemoryPackOrder(1)] public string? B; [StoreBorrowed] public ReadOnlyMemory<byte> C;")));

    private static string Declare(string attributes, string member) => $"{Usings}[{attributes}]\npublic partial class T\n{{\n    {member}\n}}\n";

    private static Task<string> FixAsync(string source) => CodeFixHarness.FixAsync<OtherSerializersAttributeAnalyzer, UseSerializersOwnAttributeCodeFixProvider>(source);
}
