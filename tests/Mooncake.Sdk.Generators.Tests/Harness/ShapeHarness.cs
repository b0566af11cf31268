using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Runs the rules and fixes of shape files: one file of source, and files besides.</summary>
internal static class ShapeHarness
{
    /// <summary>The shape file that fixes edit.</summary>
    internal const string FilePath = "/project/StoreShapes.txt";

    /// <summary>The type's line, as the fix of MOON0122 writes it.</summary>
    /// <param name="source">A file with one stored type.</param>
    internal static async Task<string> LineOfAsync(string source) =>
        (await FixAsync<Generators.Analyzers.Shapes.UnlistedShapeAnalyzer, CodeFixes.Shapes.UpdateShapesCodeFixProvider>(source, "")).TrimEnd('\n');

    /// <summary>What the analyzer says, in the order of the files and places: severity and id, flagged text, colon, message.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="shapes">The shape file, or null where there is none.</param>
    /// <param name="path">The shape file's path.</param>
    internal static Task<string[]> RunAsync<TAnalyzer>(string source, string? shapes, string path = FilePath)
        where TAnalyzer : DiagnosticAnalyzer, new() => RunAsync<TAnalyzer>(source, shapes is null ? [] : [(path, shapes)]);

    /// <summary>What the analyzer says, in the order of the files and places: severity and id, flagged text, colon, message.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="files">The files besides.</param>
    internal static async Task<string[]> RunAsync<TAnalyzer>(string source, params (string Path, string Text)[] files)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        CSharpCompilation compilation = Compile("using Mooncake;\n" + source);
        return
        [
            .. (await AnalyzeAsync<TAnalyzer>(compilation, files))
                .Select(diagnostic => $"{MarkedText.RuleOf(diagnostic)} {FlaggedText(diagnostic, compilation, files)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }

    /// <summary>
    /// Verifies that the analyzer flags what stands between <c>[|</c> and <c>|]</c>, and nothing else: in the user's file, where marks in
    /// the shape file are what its findings refer to; or in the shape file, if the user's has no marks.
    /// </summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="markedSource">The user's file.</param>
    /// <param name="markedShapes">The shape file.</param>
    /// <returns>Severity, id, colon and message of each finding, in the order of the places.</returns>
    internal static async Task<string[]> VerifyAsync<TAnalyzer>(string markedSource, string markedShapes)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        string source = MarkedText.Unmark("using Mooncake;\n" + markedSource, out string[] inSource);
        string shapes = MarkedText.Unmark(markedShapes, out string[] inShapes);
        Diagnostic[] found = await AnalyzeAsync<TAnalyzer>(Compile(source), (FilePath, shapes));
        string Describe(Location location) => MarkedText.Describe(location, location.IsInSource ? source : shapes);
        Assert.Equal(inSource.Length > 0 ? inSource : inShapes, found.Select(diagnostic => Describe(diagnostic.Location)));
        Assert.Equal(inSource.Length > 0 ? inShapes : [], found.SelectMany(static diagnostic => diagnostic.AdditionalLocations).Select(Describe));
        return [.. found.Select(static diagnostic => $"{MarkedText.RuleOf(diagnostic)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")];
    }

    /// <summary>How much the analyzer finds in a project that does not reference the SDK, and has a shape file all the same.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="shapes">The shape file.</param>
    internal static async Task<int> CountWithoutTheSdkAsync<TAnalyzer>(string source, string shapes)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        CSharpCompilation compilation = Compile(source).WithReferences(
            GeneratorHarness.References.Where(static reference => !Path.GetFileName(reference.Display!).StartsWith("Mooncake.", StringComparison.Ordinal)));
        Assert.Null(compilation.GetTypeByMetadataName("Mooncake.StoreObjectAttribute"));
        return (await AnalyzeAsync<TAnalyzer>(compilation, (FilePath, shapes))).Length;
    }

    /// <summary>The shape file after a fix of the first finding.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="shapes">The shape file.</param>
    internal static async Task<string> FixAsync<TAnalyzer, TFix>(string source, string shapes)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Project project = Open(workspace, source, shapes);
        ImmutableArray<Diagnostic> found = await AnalyzeAsync<TAnalyzer>(project);
        return await ApplyAsync<TAnalyzer>(project, Assert.Single(await OfferAsync<TFix>(project, found[0])), found.Length - 1);
    }

    /// <summary>The shape file after a fix of all findings.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <typeparam name="TFix">The fix.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="shapes">The shape file.</param>
    /// <param name="scope">What is fixed.</param>
    internal static async Task<string> FixAllAsync<TAnalyzer, TFix>(string source, string shapes, FixAllScope scope = FixAllScope.Project)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Project project = Open(workspace, source, shapes);
        ImmutableArray<Diagnostic> found = await AnalyzeAsync<TAnalyzer>(project);
        TFix fix = new();
        CodeAction single = Assert.Single(await OfferAsync<TFix>(project, found[0]));
        FixAllProvider? provider = fix.GetFixAllProvider();
        Assert.NotNull(provider);
        Assert.Contains(scope, provider.GetSupportedFixAllScopes());
        FixAllContext context = new(
            project.Documents.Single(), fix, scope, single.EquivalenceKey!, fix.FixableDiagnosticIds, new Findings(found), TestContext.Current.CancellationToken);
        CodeAction? all = await provider.GetFixAsync(context);
        Assert.NotNull(all);
        return await ApplyAsync<TAnalyzer>(project, all, remaining: 0);
    }

    private static CSharpCompilation Compile(string source) => GeneratorHarness.Compile(GeneratorHarness.CSharp14, source);

    private static async Task<Diagnostic[]> AnalyzeAsync<TAnalyzer>(CSharpCompilation compilation, params (string Path, string Text)[] files)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([new TAnalyzer()], new AnalyzerOptions([.. files.Select(static file => new File(file.Path, file.Text))]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        Assert.All(found, static diagnostic => Assert.StartsWith("MOON", diagnostic.Id, StringComparison.Ordinal));
        return
        [
            .. found
                .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    private static string FlaggedText(Diagnostic diagnostic, CSharpCompilation compilation, (string Path, string Text)[] files)
    {
        string path = diagnostic.Location.GetLineSpan().Path;
        string text = diagnostic.Location.IsInSource ? compilation.SyntaxTrees[0].ToString() : files.Single(file => file.Path == path).Text;
        return text[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End];
    }

    private static Project Open(AdhocWorkspace workspace, string source, string shapes)
    {
        ProjectInfo info = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "User",
            "User",
            LanguageNames.CSharp,
            compilationOptions: GeneratorHarness.CompilationOptions,
            parseOptions: GeneratorHarness.Options(GeneratorHarness.CSharp14),
            metadataReferences: GeneratorHarness.References);
        Project project = workspace.AddProject(info).AddDocument("File0.cs", SourceText.From("using Mooncake;\n" + source)).Project;
        return project.AddAdditionalDocument("StoreShapes.txt", SourceText.From(shapes), filePath: FilePath).Project;
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync<TAnalyzer>(Project project)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        Compilation? compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(compilation);
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([new TAnalyzer()], project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<List<CodeAction>> OfferAsync<TFix>(Project project, Diagnostic diagnostic)
        where TFix : CodeFixProvider, new()
    {
        List<CodeAction> actions = [];
        TextDocument document = diagnostic.Location.IsInSource ? project.Documents.Single() : project.AdditionalDocuments.Single();
        CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
        await new TFix().RegisterCodeFixesAsync(context);
        Assert.All(actions, static action => Assert.NotNull(action.EquivalenceKey));
        return actions;
    }

    private static async Task<string> ApplyAsync<TAnalyzer>(Project project, CodeAction action, int remaining)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Project changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(project.Id)!;
        Assert.Equal(remaining, (await AnalyzeAsync<TAnalyzer>(changed)).Length);
        return (await changed.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
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
