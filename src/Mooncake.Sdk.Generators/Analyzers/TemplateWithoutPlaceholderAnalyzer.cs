using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0011: a key template names no member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateWithoutPlaceholderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TemplateWithoutPlaceholder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            if (key.Template is { Parts.Count: 0 })
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.TemplateWithoutPlaceholder.In(symbols.Options), key.TemplateLocation, key.Type.Name, key.Text));
            }
        });
    }
}
