using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0003: a typed set that the store does not get, because nothing outside could name its type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InaccessibleSetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InaccessibleSet];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            INamedTypeSymbol type = key.Type;
            if (!StoreKeyTargetRules.IsTarget(type) || RecordNaming.NamesOf(type, set: null).ExtensionsAccessibility.Length > 0)
            {
                return;
            }

            INamedTypeSymbol hidden = type;
            for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
            {
                hidden = level.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal ? level : hidden;
            }

            symbols.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.InaccessibleSet.In(symbols.Options),
                type.Locations[0],
                type.Name,
                hidden.Name,
                SyntaxFacts.GetText(hidden.DeclaredAccessibility)));
        });
    }
}
