using System.Collections.Immutable;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Corpus;

/// <summary>
/// Declarations that differ for a reason, one file each in the folders beside this one (see <see cref="CorpusCase"/>): what is emitted for
/// each is compared to the character, compiled as strictly as a project can be, and run. Where nothing can be emitted, a rule says why.
/// </summary>
public partial class CorpusTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> DeclarationRules =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && type is { IsAbstract: false, Namespace: "Mooncake.Sdk.Generators.Analyzers" })
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What is emitted for the canonical snapshots, by their path.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Canonicals = new(static () => CorpusCase.Names
        .Select(CorpusCase.Read)
        .Where(static corpusCase => corpusCase.Whole.Length > 0)
        .SelectMany(static corpusCase => Snapshot.Canonicals(Generate(corpusCase, corpusCase.Language).Files, Stem(corpusCase.Name), corpusCase.Whole))
        .ToDictionary());

    public static TheoryData<string> Cases => [.. CorpusCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Declaration_OfTheCorpus_IsEmittedAsShownAndWorks(string name)
    {
        CorpusCase corpusCase = CorpusCase.Read(name);
        Assert.NotEmpty(corpusCase.Why);
        (Compilation compilation, IReadOnlyDictionary<string, string> files) = Generate(corpusCase, corpusCase.Language);
        await using RoundTrip check = new();
        await RunAsync(compilation, check);
        AssertCovered(corpusCase, files, check);
        await AssertSaidAsync(corpusCase, Generate(corpusCase, corpusCase.Oldest).Compilation);
        Snapshot.Verify(files, Stem(name), corpusCase.Whole, static () => Canonicals.Value);
    }

    [Fact]
    public void Snapshot_OfTheCorpus_IsOfACase() =>
        Assert.Empty(Snapshot.StemsBelow("Corpus/").Except(CorpusCase.Names.Select(static name => Stem(name))));

    private static string Stem(string name) => $"Corpus/{name}";

    private static (Compilation Compilation, IReadOnlyDictionary<string, string> Files) Generate(CorpusCase corpusCase, LanguageVersion version)
    {
        CSharpCompilation project = corpusCase.Compile(version);
        ISourceGenerator ours = new StoreGenerator().AsSourceGenerator();
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create(corpusCase.IsPacked ? [ours, MemoryPackTool.Generator] : [ours], parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        ImmutableArray<GeneratorRunResult> results = driver.GetRunResult().Results;
        Assert.All(results, static result => Assert.Null(result.Exception));
        GeneratorRunResult result = results[0];
        return (compilation, result.GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString()));
    }

    /// <summary>No warning anywhere, but for comments that the case does not have.</summary>
    private static void AssertNoWarning(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] found = [.. diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")];
        Assert.Empty(found);
    }

    /// <summary>What rules say, and what emitted files would warn of if they did not turn that off; what only editors show counts as well.</summary>
    private static async Task AssertSaidAsync(CorpusCase corpusCase, Compilation compilation)
    {
        SyntaxTree[] emitted = [.. compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith(typeof(StoreGenerator).Namespace!, StringComparison.Ordinal))];
        SyntaxTree[] open =
        [
            .. emitted.Select(static tree => CSharpSyntaxTree.ParseText(
                tree.ToString().Replace(FileHeader.NoWarnings, "", StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath)),
        ];
        ImmutableArray<Diagnostic> found = await compilation.RemoveSyntaxTrees(emitted).AddSyntaxTrees(open)
            .WithAnalyzers(corpusCase.IsPacked ? [.. DeclarationRules, .. MemoryPackTool.Analyzers] : DeclarationRules)
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        ILookup<string, Diagnostic> bySource = found.ToLookup(
            diagnostic => diagnostic.Id.StartsWith("MOON", StringComparison.Ordinal) ? "rules" : open.Contains(diagnostic.Location.SourceTree) ? "emitted" : "user");
        AssertNoWarning(bySource["user"]);
        Assert.Equal(corpusCase.Rules, bySource["rules"].OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).Select(static diagnostic => diagnostic.Id));
        Assert.Equal(corpusCase.Hushed, bySource["emitted"].Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task RunAsync(Compilation compilation, RoundTrip check)
    {
        using MemoryStream image = new();
        EmitResult emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        AssertNoWarning(emitted.Diagnostics);
        Assert.True(emitted.Success);
        image.Position = 0;
        AssemblyLoadContext context = new(null, isCollectible: true);
        try
        {
            Type[] cases = [.. context.LoadFromStream(image).GetTypes().Where(static type => type.Name == "Case")];
            if (cases.Length > 0)
            {
                await Assert.Single(cases).GetMethod("RunAsync")!.CreateDelegate<Func<RoundTrip, Task>>()(check);
            }
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>What was emitted has run: something of every case, and every record all the way through a store.</summary>
    private static void AssertCovered(CorpusCase corpusCase, IReadOnlyDictionary<string, string> files, RoundTrip check)
    {
        Assert.Equal(!corpusCase.IsImpossible, check is { Count: > 0, Comparisons: > 0 });
        Assert.True(corpusCase.IsImpossible || files.Count > 0);
        Assert.Equal(
            files.Keys.Where(name => !corpusCase.IsImpossible && GeneratedCode.IsRecordFile(name)).Select(static name => Number().Replace(name, "")).Order(StringComparer.Ordinal),
            check.Records.Select(static type => type.FullName + ".StoreKey.g.cs").Order(StringComparer.Ordinal));
    }

    /// <summary>What tells file names apart that differ in case only.</summary>
    [GeneratedRegex("-[0-9]+")]
    private static partial Regex Number();
}
