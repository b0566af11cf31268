using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0012: two placeholders of a template stand side by side.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdjacentPlaceholdersAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AdjacentPlaceholders];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            if (key.Error == KeyTemplateError.AdjacentPlaceholders)
            {
                int closing = key.Text.IndexOf('}', key.ErrorPosition);
                int length = closing < 0 ? 1 : closing + 1 - key.ErrorPosition;
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.AdjacentPlaceholders.In(symbols.Options),
                    key.LocationAt(key.ErrorPosition, length),
                    Separators.Mend(key, key.ErrorPosition, length),
                    key.Type.Name));
            }
        });
    }
}
