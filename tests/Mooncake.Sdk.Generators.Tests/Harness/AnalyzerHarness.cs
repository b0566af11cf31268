using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Runs one analyzer over source text and what is generated for it. The text has to compile: a name that is not found is never flagged.</summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer says, in source order: severity and id, the flagged text, a colon, the message.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="source">The user's file.</param>
    /// <param name="errors">The errors that the file has all the same, by id.</param>
    internal static async Task<string[]> RunAsync<TAnalyzer>(string source, params string[] errors)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        return
        [
            .. (await AnalyzeAsync<TAnalyzer>(source, errors))
                .Select(diagnostic => $"{MarkedText.RuleOf(diagnostic)} {source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }

    /// <summary>Verifies that the analyzer flags what stands between <c>[|</c> and <c>|]</c>, and nothing else.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="marked">The user's file, with marks.</param>
    /// <returns>Severity, id, colon and message of each finding, in source order.</returns>
    internal static async Task<string[]> VerifyAsync<TAnalyzer>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        string source = MarkedText.Unmark(marked, out string[] expected);
        Diagnostic[] diagnostics = await AnalyzeAsync<TAnalyzer>(source);
        Assert.Equal(expected, diagnostics.Select(diagnostic => MarkedText.Describe(diagnostic.Location, source)));
        return [.. diagnostics.Select(static diagnostic => $"{MarkedText.RuleOf(diagnostic)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")];
    }

    private static async Task<Diagnostic[]> AnalyzeAsync<TAnalyzer>(string source, params string[] errors)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        Compilation compilation = UseHarness.Generate(source);
        Assert.Equal(
            errors,
            compilation.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error && !IsMissedFromMemoryPack(diagnostic))
                .Select(static diagnostic => diagnostic.Id));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new TAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    // MemoryPack's generator does not run here, so [MemoryPackable] types lack the interface that it adds.
    private static bool IsMissedFromMemoryPack(Diagnostic error) =>
        error.Id == "CS0311" && error.GetMessage(CultureInfo.InvariantCulture).Contains("'MemoryPack.IMemoryPackFormatterRegister'", StringComparison.Ordinal);
}
