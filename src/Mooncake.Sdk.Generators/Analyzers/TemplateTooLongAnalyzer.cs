using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0015: no key of a template is short enough for a store.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateTooLongAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The default of <c>MooncakeStoreOptions.MaxKeyBytes</c>.</summary>
    private const int MaxKeyBytes = 65_536;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TemplateTooLong];

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

            long shortest = Encoding.UTF8.GetByteCount(key.Template.Lead);
            foreach (KeyTemplatePart part in key.Template.Parts)
            {
                shortest += Encoding.UTF8.GetByteCount(part.Literal);
            }

            if (shortest > MaxKeyBytes)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.TemplateTooLong.In(symbols.Options), key.TemplateLocation, key.Type.Name, shortest, MaxKeyBytes));
            }
        });
    }
}
