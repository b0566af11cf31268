using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>MOON0124: a line of the file is not one that can be compared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MalformedShapeLineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MalformedShapeLine];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        ListedShapes.RegisterLineAction(
            context,
            static (_, line) => line.Error is { } error ? [line.Name, error] : null,
            DiagnosticDescriptors.MalformedShapeLine);
    }
}
