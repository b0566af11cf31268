using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0001: a type that asks for generated code, or one around it, is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPartialAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NotPartial];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            List<string> closed = [];
            for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
            {
                if (!TypeScope.IsPartial(level))
                {
                    closed.Insert(0, $"'{level.Name}'");
                }
            }

            if (closed.Count > 0)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.NotPartial.In(symbols.Options),
                    type.Locations[0],
                    type.Name,
                    string.Join(", ", closed) + (closed.Count == 1 ? " is" : " are"),
                    closed.Count == 1 ? "it" : "them"));
            }
        });
    }
}
