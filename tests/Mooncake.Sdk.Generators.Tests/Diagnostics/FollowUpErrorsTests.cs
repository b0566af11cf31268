using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>One mistake in a declaration is one error, however often the type, its key and its set are used.</summary>
public class FollowUpErrorsTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private const string Uses = """
        [StoreKey("holder/{Id}")] public partial record Holder(int Id, Doc? One, System.Collections.Generic.List<Doc> Many);
        [StoreUnion(0, typeof(Case))] public abstract partial class Union;
        [StoreObject] public partial class Case : Union { public Holder? Holder; public Doc? Doc; }
        public static class Program
        {
            public static async System.Threading.Tasks.Task RunAsync(MooncakeStore store, Doc doc)
            {
                (await store.Docs.PutAsync(doc)).ThrowIfFailed();
                DocKey key = new(1);
                Doc read = (await store.Docs.GetAsync(key)).GetValueOrThrow();
                (await store.Docs.GetAsync(1)).GetValueOrThrow();
                (await store.Docs.RemoveAsync(DocKey.Of(read).Id)).ThrowIfFailed();
                (await store.Docs.RemoveAllAsync()).GetValueOrThrow();
                (await store.Holders.GetAsync(1)).GetValueOrThrow();
            }
        }
        """;

    [Theory]
    [InlineData("MOON0100", "public partial record Doc(int Id, object Value);")]
    [InlineData("MOON0100", "public partial record Doc(int Id, System.Collections.Generic.List<Message> Messages); public class Message;")]
    [InlineData("MOON0100", "public partial record struct Doc(int Id, nint Handle);", "struct")]
    [InlineData("MOON0101", "public partial class Doc { public Doc(int id, int other) => Id = id + other; public int Id { get; } }")]
    [InlineData("MOON0101", "public partial class Doc { public Doc(ref int id) => Id = id; public int Id { get; } }")]
    [InlineData("MOON0101", "public partial class Doc { public Doc(int id) => Id = id; public Doc(string id) => Id = id.Length; public int Id { get; } }")]
    [InlineData("MOON0101", "public abstract partial class Doc { public int Id { get; init; } }")]
    [InlineData("MOON0111", "public partial record Doc(int Id) { [StoreIgnore] public required int Cached { get; init; } }")]
    [InlineData("MOON0103", "public partial class Doc { public int Id { get; init; } [StoreOrder(0)] public int A; [StoreOrder(0)] public int B; }", "tolerant")]
    [InlineData("CS0246", "public partial record Doc(int Id, Missing Value);")]
    public async Task Mistake_InASerializer_IsOneError(string error, string declaration, string kind = "")
    {
        string key = kind == "tolerant" ? "[StoreKey(\"doc/{Id}\"), StoreObject(StoreLayout.Explicit)] " : "[StoreKey(\"doc/{Id}\")] ";
        string uses = kind == "struct" ? Uses.Replace("Doc? One", "Doc One", StringComparison.Ordinal).Replace("Doc? Doc", "Doc Doc", StringComparison.Ordinal) : Uses;
        Assert.Equal([error], await RunAsync(key + declaration + uses));
    }

    [Theory]
    [InlineData("MOON0001", "[StoreObject] public class Part { public int A; }")]
    [InlineData("MOON0001", "public class Outer { [StoreObject] public partial class Part { public int A; } }", "Outer.Part")]
    [InlineData("MOON0002", "[StoreObject] public partial class Part { public int StoreCodec; }")]
    public async Task Mistake_ThatLeavesNoPlaceForCode_IsOneError(string error, string declaration, string part = "Part")
    {
        Assert.Equal([error], await RunAsync(
            $"[StoreKey(\"doc/{{Id}}\")] public partial record Doc(int Id, {part}? Value); {declaration} {Uses}"));
    }

    private static async Task<string[]> RunAsync(string source)
    {
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(
            GeneratorHarness.Compile(GeneratorHarness.CSharp14, "using Mooncake;\n" + source), out Compilation compilation, out _, TestContext.Current.CancellationToken);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([.. Analyzers]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id)];
    }
}
