using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0115: stored types to which another generator adds.</summary>
public class MOON0115Tests
{
    private const string Reason = ", because another source generator creates that code, and generators do not see the output of other generators; declare it in a source file";

    [Theory]
    [InlineData("[StoreObject] public partial class T { public int A; }", "public partial class T { public int B { get; set; } }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject] public partial class T;", "partial class T { public int B; public string? @class { get; init; } }", "Generated code does not store 'B', '@class'")]
    [InlineData("[StoreObject] public partial record T(int A);", "partial record T { [Mooncake.StoreInclude] private int B { get; set; } }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject] public partial class T : Base; public partial class Base { public int A; }", "partial class Base { public int B { get; set; } }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; }", "partial class T { [Mooncake.StoreOrder(1)] public int B; }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject] public partial struct T { public string? A; }", "partial struct T { public int B { get; set; } }", "Generated code does not store 'B'")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T { public int Id { get; init; } }", "partial class T { public int B { get; set; } }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject] public partial struct T { public byte A; }", "partial struct T { public int B; }", "Generated code does not store all fields")]
    [InlineData("[StoreObject] public partial class T { public P A; } public partial struct P { public byte A; }", "partial struct P { public int B; }", "Generated code does not store all fields")]
    [InlineData("[StoreObject] public partial struct T { public byte A; }", "partial struct T { public string? B; }", "Generated code does not store 'A', 'B'")]
    [InlineData("[StoreObject] public partial class T<V> { public V? A; }", "partial class T<V> { public V? B; }", "Generated code does not store 'B'")]
    [InlineData("[StoreObject] public partial class U; public partial class T { public int A; }", "[Mooncake.StoreObject] partial class T;", "No serializer is generated")]
    [InlineData("[StoreObject] public partial class U { public int A; }", "[Mooncake.StoreObject] public partial class T { public int A; }", "No serializer is generated")]
    public async Task Type_ThatAnotherGeneratorAddsTo_IsFlagged(string source, string added, string missed) =>
        Assert.Equal($"MOON0115 T: {missed} for 'T'{Reason}", Assert.Single(await RunAsync(source, added)));

    [Theory]
    [InlineData("[StoreObject] public partial class T { public int A; }", "partial class T { private int _b; internal int C { get; set; } public static int D; public int E { set { } } public int F() => _b; }")]
    [InlineData("[StoreObject] public partial class T { public int A; }", "partial class T { [Mooncake.StoreIgnore] public int B { get; set; } }")]
    [InlineData("[StoreObject] public partial class T { public int A; }", "public partial class Other { public int B { get; set; } }")]
    [InlineData("[StoreObject] public partial struct T { public int A; public byte B; } [StoreObject] public partial class U { public T C; public (byte, int) D; }", "")]
    [InlineData("[StoreObject] public partial class T { public int A; public int @event { get; set; } }", "")]
    [InlineData("[StoreUnion(0, typeof(C))] public abstract partial class T; [StoreObject] public partial class C : T;", "partial class T { public int B { get => 1; } }", "C")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial record T(int Id); public partial class Outer { [StoreKey(\"u/{Id}\")] public partial record U(int Id); }", "")]
    [InlineData("[StoreKey(\"t/{Di}\")] public partial record T(int Id);", "")]
    [InlineData("[StoreObject] public partial class T { public object? A; }", "partial class T { public int B { get; set; } }")]
    [InlineData("[StoreObject] public class T { public int A; }", "")]
    public async Task Type_ThatIsStoredAsItIs_IsNotFlagged(string source, string added, string? other = null) =>
        Assert.Equal(other is null ? 0 : 1, (await RunAsync(source, added)).Length);

    [Theory]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T { public int A; }", "partial class T { public int Id { get; init; } }", "Generated code does not store 'Id'")]
    [InlineData("[StoreObject] public partial class T { public Added? A; }", "[Mooncake.StoreObject] public partial class Added { public int B; }", "No serializer is generated")]
    public async Task Type_WhoseCodeIsBrokenByIt_IsFlagged(string source, string added, string missed) =>
        Assert.Contains($"MOON0115 T: {missed} for 'T'{Reason}", await RunAsync(source, added));

    [Fact]
    public async Task Project_InWhichTheGeneratorHasNotRun_IsNotFlagged()
    {
        CSharpCompilation user = GeneratorHarness.Compile(
            GeneratorHarness.CSharp14, "[Mooncake.StoreObject] public partial class T { public int A; }");
        Assert.Empty(await user.WithAnalyzers([new MissedByGeneratorAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string[]> RunAsync(string source, string added)
    {
        CSharpCompilation user = GeneratorHarness.Compile(GeneratorHarness.CSharp14, "using Mooncake;\n" + source);
        CSharpGeneratorDriver
            .Create(
                [new StoreGenerator().AsSourceGenerator(), new Adding(added).AsSourceGenerator()],
                parseOptions: GeneratorHarness.Options(GeneratorHarness.CSharp14))
            .RunGeneratorsAndUpdateCompilation(user, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        return
        [
            .. (await compilation.WithAnalyzers([new MissedByGeneratorAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
                .Select(static diagnostic =>
                    $"{diagnostic.Id} {diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }

    /// <summary>Another generator: adds a file.</summary>
    private sealed class Adding(string source) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.CompilationProvider, (output, _) => output.AddSource("Added", SourceText.From(source, Encoding.UTF8)));
    }
}
