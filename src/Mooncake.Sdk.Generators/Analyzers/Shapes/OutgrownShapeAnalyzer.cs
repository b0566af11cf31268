using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>MOON0121: a shape has changed in a way that the format provides for, and the file tells the old one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutgrownShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OutgrownShape];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        ListedShapes.RegisterDifferenceAction(context, isBreaking: false, DiagnosticDescriptors.OutgrownShape);
    }
}
