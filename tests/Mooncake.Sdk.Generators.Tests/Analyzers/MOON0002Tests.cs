using Microsoft.CodeAnalysis;
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
        Assert.StartsWith($"error MOON0002 T: No code can be generated for 'T': {reason}", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); public class TKey;", "'TKey', the name of the generated key, is taken")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); public partial record struct TKey(int Id);", "'TKey', the name of the generated key, is taken")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); namespace TKey { class C; }", "'TKey', the name of the generated key, is taken")]
    [InlineData("public partial class TKey { [StoreKey(\"k/{Id}\")] public partial record T(int Id); }", "'TKey', the name of the generated key, is taken")]
    [InlineData("public partial class O { public int TKey; [StoreKey(\"k/{Id}\")] public partial record T(int Id); }", "'TKey', the name of the generated key, is taken")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); public static class TStoreExtensions;", "'TStoreExtensions', the name of the generated class")]
    [InlineData("[StoreObject] public partial class T { public int StoreCodec; }", "its member 'StoreCodec' has the name of the codec")]
    [InlineData("[StoreObject] public partial class T { public struct StoreCodec; }", "its member 'StoreCodec' has the name of the codec")]
    [InlineData("[StoreObject] public partial class T<V> { public struct StoreCodec<C>; }", "its member 'StoreCodec' has the name of the codec")]
    public async Task Name_ThatWouldBeEmitted_IsTaken(string source, string reason)
    {
        string single = Assert.Single(await RunAsync(source));
        Assert.StartsWith($"error MOON0002 T: No code can be generated for 'T': {reason}", single, StringComparison.Ordinal);
        GeneratorRunResult result = GeneratorHarness.Driver()
            .RunGenerators(GeneratorHarness.Compile(GeneratorHarness.CSharp14, "using Mooncake;\n" + source), TestContext.Current.CancellationToken)
            .GetRunResult().Results[0];
        Assert.DoesNotContain(result.GeneratedSources, static file => GeneratedCode.IsRecordFile(file.HintName));
    }

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); partial record struct TKey { public bool IsFirst => Id == 1; }")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); public static partial class TStoreExtensions { public static int Zero(this T value) => 0 * value.Id; }")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); public class TKey<V>; public class TStoreExtensions<V>;")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id); namespace Other { public class TKey; }")]
    [InlineData("public partial class O { [StoreKey(\"k/{Id}\")] private partial record T(int Id); } public class O_TStoreExtensions;")]
    [InlineData("[StoreObject] public partial class T { public struct StoreCodec<C>; }")]
    public async Task Name_ThatIsSharedOrFree_IsNotFlagged(string source)
    {
        GeneratedCode code = GeneratorHarness.Generate("using Mooncake;\n" + source);
        Assert.NotEmpty(code.Files);
        Assert.Empty(await RunAsync(source));
        Assert.Empty(await UseHarness.RunAsync(code.Compilation, new ImpossibleTargetAnalyzer()));
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
