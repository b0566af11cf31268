using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>MOON0120: stored objects can no longer be read as the file says that they were written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChangedShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ChangedShape];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        ListedShapes.RegisterDifferenceAction(context, isBreaking: true, DiagnosticDescriptors.ChangedShape);
    }
}
