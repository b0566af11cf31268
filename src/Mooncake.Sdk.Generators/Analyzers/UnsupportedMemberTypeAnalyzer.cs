using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0100: a stored member's type is not one that the serializer supports.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedMemberTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnsupportedMemberType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterProblemAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems)
            {
                if (problem.Kind == ObjectProblemKind.MemberType)
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnsupportedMemberType.In(symbols.Options),
                        StoredTypes.LocationOf(problem.Symbol, type),
                        problem.Symbol.Name,
                        type.Name,
                        problem.Detail));
                }
            }
        });
    }
}
