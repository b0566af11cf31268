using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Applies one code fix to what one analyzer finds, and compiles what comes out.</summary>
internal static class CodeFixHarness
{
    /// <summary>Fixes the first finding. The result has to compile with what is generated for it, and without the finding.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <returns>The user's file after the fix.</returns>
    internal static async Task<string> FixAsync<TAnalyzer, TFix>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        ImmutableArray<Diagnostic> found = await AnalyzeAsync<TAnalyzer>(document);
        CodeAction action = Assert.Single(await OfferAsync<TFix>(document, found[0]));
        return await ApplyAsync<TAnalyzer>(document, action, found.Length - 1);
    }

    /// <summary>Fixes all findings at once. The result has to compile with what is generated for it, and without the findings.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <returns>The user's file after the fix.</returns>
    internal static async Task<string> FixAllAsync<TAnalyzer, TFix>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        ImmutableArray<Diagnostic> found = await AnalyzeAsync<TAnalyzer>(document);
        TFix fix = new();
        CodeAction single = Assert.Single(await OfferAsync<TFix>(document, found[0]));
        FixAllProvider? provider = fix.GetFixAllProvider();
        Assert.NotNull(provider);
        FixAllContext context = new(
            document, fix, FixAllScope.Document, single.EquivalenceKey!, fix.FixableDiagnosticIds, new Findings(found), TestContext.Current.CancellationToken);
        CodeAction? all = await provider.GetFixAsync(context);
        Assert.NotNull(all);
        return await ApplyAsync<TAnalyzer>(document, all, remaining: 0);
    }

    /// <summary>How many fixes are offered for the first finding.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="source">The user's file.</param>
    internal static async Task<int> CountOffersAsync<TAnalyzer, TFix>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        return (await OfferAsync<TFix>(document, (await AnalyzeAsync<TAnalyzer>(document))[0])).Count;
    }

    /// <summary>Applies fixes for as long as one is offered, as a user does who takes every proposal. What comes out has to compile.</summary>
    /// <param name="source">The user's file.</param>
    /// <param name="analyzers">The analyzers.</param>
    /// <param name="fixes">The fixes.</param>
    /// <returns>The user's file after the fixes, and the ids of what is left, in the order of the text.</returns>
    internal static async Task<(string Source, string[] Left)> MendAsync(string source, DiagnosticAnalyzer[] analyzers, CodeFixProvider[] fixes)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        while (true)
        {
            Compilation? compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(compilation);
            Diagnostic[] found = await UseHarness.RunAsync(compilation, analyzers);
            CodeAction? action = null;
            foreach (Diagnostic diagnostic in found)
            {
                foreach (CodeFixProvider fix in fixes.Where(fix => action is null && fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
                {
                    await fix.RegisterCodeFixesAsync(
                        new CodeFixContext(document, diagnostic, (offered, _) => action ??= offered, TestContext.Current.CancellationToken));
                }
            }

            if (action is null)
            {
                SourceText text = await document.GetTextAsync(TestContext.Current.CancellationToken);
                return (text.ToString(), [.. found.Select(static diagnostic => diagnostic.Id)]);
            }

            ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
            document = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetDocument(document.Id)!;
        }
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        ProjectInfo project = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "User",
            "User",
            LanguageNames.CSharp,
            compilationOptions: GeneratorHarness.CompilationOptions,
            parseOptions: GeneratorHarness.Options(GeneratorHarness.CSharp14),
            metadataReferences: GeneratorHarness.References,
            analyzerReferences: [new GeneratorReference()]);
        return workspace.AddDocument(workspace.AddProject(project).Id, "File0.cs", SourceText.From(source));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync<TAnalyzer>(Document document)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        Compilation? compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(compilation);
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([new TAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<List<CodeAction>> OfferAsync<TFix>(Document document, Diagnostic diagnostic)
        where TFix : CodeFixProvider, new()
    {
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
        await new TFix().RegisterCodeFixesAsync(context);
        Assert.All(actions, static action => Assert.NotNull(action.EquivalenceKey));
        return actions;
    }

    private static async Task<string> ApplyAsync<TAnalyzer>(Document document, CodeAction action, int remaining)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        Document changed = solution.GetDocument(document.Id)!;
        Assert.Equal(remaining, (await AnalyzeAsync<TAnalyzer>(changed)).Length);
        string source = (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        GeneratorHarness.Generate(source);
        return source;
    }

    /// <summary>Runs the generator in the workspace, so that code that uses what it makes compiles before the fix as well.</summary>
    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace finds a generator's results by the generator itself: one object, whenever it asks.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new StoreGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => nameof(GeneratorReference);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;
    }

    /// <summary>Gives a fix-all provider the findings of the one document.</summary>
    private sealed class Findings(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
