using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Runs one analyzer over source text.</summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer says, in source order: the flagged text, a colon, the message.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="source">The user's file.</param>
    internal static async Task<string[]> RunAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, source);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new TAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => $"{diagnostic.Id} {source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }
}
