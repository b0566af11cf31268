using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0110: a type asks for the package MemoryPack as its serializer, and cannot have it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusableMemoryPackAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnusableMemoryPack];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type, problems) =>
        {
            foreach (ObjectProblem problem in problems)
            {
                if (problem.Kind == ObjectProblemKind.MemoryPack)
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UnusableMemoryPack,
                        StoredTypes.LocationOf(problem.Symbol, type),
                        type.Name,
                        problem.Detail));
                }
            }
        });
    }
}
