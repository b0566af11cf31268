using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Shapes;

/// <summary>MOON0122: a type is not in the file, so that nothing would notice a change of its shape.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlistedShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnlistedShape];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        ListedShapes.RegisterAction(context, static (symbols, file, type, shape) =>
        {
            if (file.FindLine(shape.Name) is null)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnlistedShape.In(symbols.Options),
                    type.Locations[0],
                    ListedShapes.WithLine(shape),
                    type.Name,
                    shape.ToString()));
            }
        });
    }
}
