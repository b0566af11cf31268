using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0004: projects whose C# is older than generated code.</summary>
public class MOON0004Tests
{
    private static readonly DiagnosticAnalyzer[] AllAnalyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Stored types as C# 7.3 can declare them.</summary>
    private const string Source = """
        using Mooncake;
        namespace Samples
        {
            [StoreKey("a/{Id}/{Name}/{Kind:G}")]
            public partial class Entry
            {
                public Entry(int id, string name, System.DayOfWeek kind) { Id = id; Name = name; Kind = kind; }
                public int Id { get; }
                public string Name { get; }
                public System.DayOfWeek Kind { get; }
                public Part[] Parts { get; set; }
                [StoreKeepInitializer] public int Kept { get; set; } = 1;
            }

            [StoreObject(StoreLayout.VersionTolerant)] public partial class Part { [StoreOrder(0)] public Shape Shape { get; set; } [StoreOrder(2)] public (int, string) Pair { get; set; } }
            [StoreUnion(0, typeof(Circle))] public abstract partial class Shape { }
            [StoreObject] public partial class Circle : Shape { public Point Center { get; set; } }
            [StoreObject] public partial struct Point { public byte X; public long Y; }
            [StoreObject] public partial class Box<T> { public T Value { get; set; } }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp8, "8.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public async Task Version_OlderThanGeneratedCode_IsFlaggedOnceAndGetsNoCode(LanguageVersion version, string name)
    {
        Compilation compilation = Generate(version, out int files);
        Assert.Equal(0, files);
        Assert.Empty(Errors(compilation));
        Assert.Equal(
            $"MOON0004: No code is generated for 'Entry' and 5 more, because generated code needs C# 11.0 and the project uses C# {name}; set LangVersion to 11.0 or higher, or remove LangVersion from the project",
            Assert.Single(await FindAsync(compilation, AllAnalyzers)));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(GeneratorHarness.CSharp14)]
    public async Task Version_ThatGeneratedCodeCompilesIn_IsNotFlagged(LanguageVersion version)
    {
        Compilation compilation = Generate(version, out int files);
        Assert.Equal(7, files);
        Assert.Empty(Errors(compilation));
        Assert.Empty(await FindAsync(compilation, new OldLanguageVersionAnalyzer()));
    }

    [Fact]
    public async Task Version_OfAProjectWithoutAStoredType_IsNotFlagged() => Assert.Empty(await FindAsync(
        Compile(LanguageVersion.CSharp10, "public class Plain { public int Id { get; set; } }"), new OldLanguageVersionAnalyzer()));

    private static CSharpCompilation Compile(LanguageVersion version, string source) => GeneratorHarness.Compile(version, source)
        .WithOptions(GeneratorHarness.CompilationOptions.WithNullableContextOptions(NullableContextOptions.Disable));

    private static Compilation Generate(LanguageVersion version, out int files)
    {
        GeneratorDriver driver = GeneratorHarness.Driver(version)
            .RunGeneratorsAndUpdateCompilation(Compile(version, Source), out Compilation compilation, out _, TestContext.Current.CancellationToken);
        files = driver.GetRunResult().Results[0].GeneratedSources.Length;
        return compilation;
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) => compilation
        .GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);

    private static async Task<string[]> FindAsync(Compilation compilation, params DiagnosticAnalyzer[] analyzers) =>
    [
        .. (await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
            .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
    ];
}
