using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0108: attributes on structs that are stored as their memory.</summary>
public class MOON0108Tests
{
    [Theory]
    [InlineData("[[|StoreObject(StoreLayout.VersionTolerant)|]] public partial struct T { public int A; }", "its layout")]
    [InlineData("[[|StoreObject(StoreLayout.Explicit)|]] public partial struct T { public int A; }", "its layout")]
    [InlineData("[StoreObject] public partial struct T { public int A; [[|StoreIgnore|]] public int B; }", "[StoreIgnore] on 'B'")]
    [InlineData("[StoreObject] public partial record struct T(int A) { [[|StoreIgnore|]] public int B { get; set; } }", "[StoreIgnore] on 'B'")]
    [InlineData("[StoreKey(\"t/{A}\")] public partial struct T { [[|StoreOrder(1)|]] public int A; public int B; }", "[StoreOrder] on 'A'")]
    [InlineData("[StoreObject] public partial record struct T([property: [|StoreOrder(1)|]] int A, int B);", "[StoreOrder] on 'A'")]
    [InlineData("[StoreObject] public partial struct T { [[|StoreKeepInitializer|]] public int A = 1; public T() { } }", "[StoreKeepInitializer] on 'A'")]
    [InlineData("[StoreObject] public partial struct T { public int A; [[|StoreConstructor|]] public T(int a) { A = a; } }", "[StoreConstructor]")]
    public async Task Attribute_WithoutEffect_IsFlagged(string source, string what)
    {
        Assert.Equal(
            $"warning MOON0108: 'T' is a struct without references and stored as its memory, so that {what} has no effect; make it a class, or remove that",
            Assert.Single(await AnalyzerHarness.VerifyAsync<IneffectiveAttributeAnalyzer>("using Mooncake;\n" + source)));
    }

    [Theory]
    [InlineData("[StoreObject] public partial struct T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.Sequential)] public partial struct T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial struct T { [StoreOrder(0)] public string? A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject] public partial struct T { public int A; [StoreIgnore] public int B => A; [StoreIgnore] public static int C; }")]
    [InlineData("[StoreObject] public partial struct T<V> { public V A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject] public partial struct T { [StoreInclude] private int A; [StoreUtf16] public int B; }")]
    [InlineData("[StoreObject] public partial struct T { public int A; [Other.StoreIgnore] public int B; } namespace Other { public sealed class StoreIgnoreAttribute : System.Attribute; }")]
    [InlineData("public struct T { public int A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject] public struct T { public int A; [StoreIgnore] public int B; }")]
    public async Task Attribute_WithEffectOrNone_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<IneffectiveAttributeAnalyzer>("using Mooncake;\n" + source);
}
