using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0103: the order of a member is not one that the layout takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidMemberOrderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidMemberOrder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterProblemAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems.Where(static problem => problem.Kind == ObjectProblemKind.Order))
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.InvalidMemberOrder.In(symbols.Options),
                    StoredTypes.LocationOf(problem.Symbol, type),
                    problem.Symbol.Name,
                    type.Name,
                    problem.Detail));
            }
        });
    }
}
