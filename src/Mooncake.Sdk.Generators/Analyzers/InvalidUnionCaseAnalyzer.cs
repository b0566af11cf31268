using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0102: an entry of a union is not one that can be stored.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidUnionCaseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidUnionCase];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterProblemAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems.Where(static problem => problem.Kind == ObjectProblemKind.UnionCase))
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.InvalidUnionCase.In(symbols.Options),
                    problem.Attribute?.GetSyntax(symbols.CancellationToken).GetLocation() ?? type.Locations[0],
                    type.Name,
                    problem.Detail));
            }
        });
    }
}
