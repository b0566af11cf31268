using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0014: a comma in a template, at which lists of keys are split.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommaInTemplateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CommaInTemplate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            if (key.Template is null)
            {
                return;
            }

            for (int position = 0; position < key.Text.Length; position++)
            {
                char c = key.Text[position];
                if (c == '{' && key.Text[position + 1] != '{')
                {
                    position = key.Text.IndexOf('}', position);
                }
                else if (c == '{')
                {
                    position++;
                }
                else if (c == ',')
                {
                    symbols.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.CommaInTemplate.In(symbols.Options), key.LocationAt(position, 1), key.Type.Name));
                }
            }
        });
    }
}
