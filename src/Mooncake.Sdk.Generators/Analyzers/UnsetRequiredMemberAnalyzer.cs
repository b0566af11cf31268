using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0111: a required member that reading does not set, so that no object can be made.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsetRequiredMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnsetRequiredMember];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterProblemAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems)
            {
                if (problem.Kind == ObjectProblemKind.RequiredMember)
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnsetRequiredMember.In(symbols.Options),
                        StoredTypes.LocationOf(problem.Symbol, type),
                        problem.Detail,
                        type.Name));
                }
            }
        });
    }
}
