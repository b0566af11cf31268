using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>MOON0123: the file lists a type that there is no more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleShapeLineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StaleShapeLine];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        ListedShapes.RegisterLineAction(
            context,
            static (compilation, line) => line.Shape is not null && !StoredTypes.Exists(compilation, line.Name) ? [line.Name] : null,
            DiagnosticDescriptors.StaleShapeLine);
    }
}
