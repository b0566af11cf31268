using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0002: types that no code can be added to.</summary>
public class MOON0002Tests
{
    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T<V>(int Id, V Value);", "'T' is generic")]
    [InlineData("public partial class Outer<V> { [StoreKey(\"k/{Id}\")] public partial record T(int Id); }", "'Outer' is generic")]
    [InlineData("[StoreObject] file partial class T;", "'T' is local to its file")]
    [InlineData("file partial class Outer { [StoreObject] public partial class T; }", "'Outer' is local to its file")]
    [InlineData("[StoreObject] public static partial class T;", "it is static")]
    [InlineData("[StoreObject] public ref partial struct T;", "it is a ref struct")]
    public async Task Type_ThatCanNeverBeReached_IsFlaggedAtItsName(string source, string reason)
    {
        string single = Assert.Single(await RunAsync(source));
        Assert.StartsWith($"MOON0002 T: No code can be added to 'T': {reason}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T<V> { public V? Value; }")]
    [InlineData("public partial class Outer<V> { [StoreObject] public partial class T; }")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public record T(int Id);")]
    [InlineData("[StoreObject] public abstract partial class T;")]
    [InlineData("file partial class T; public static partial class U<V>;")]
    [InlineData("public static partial class Outer { [StoreObject] public partial struct T; }")]
    [InlineData("namespace Look { class StoreObjectAttribute : System.Attribute; [StoreObject] static class T; }")]
    public async Task Type_ThatCanBeReached_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<ImpossibleTargetAnalyzer>("using Mooncake;\n" + source);
}
