using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0023: a placeholder's format is not one that its member's type takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedKeyFormatAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnsupportedKeyFormat];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterPartAction(context, static (symbols, key, part, member, type) =>
        {
            if (KeyPartRules.KindOf(type, "") != KeyPartKind.None && KeyPartRules.KindOf(type, part.Format) == KeyPartKind.None)
            {
                Report(symbols, key, part, type);
            }
        });
    }

    private static void Report(SymbolAnalysisContext symbols, KeyDeclaration key, KeyTemplatePart part, ITypeSymbol type)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (key.HasExactLocations && KeyFormats.Mend(type, part.Format) is { } mended)
        {
            properties = properties.Add(DiagnosticProperties.Replacement, mended.Length == 0 ? "" : ":" + mended);
        }

        symbols.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.UnsupportedKeyFormat.In(symbols.Options),
            key.LocationOfFormat(part),
            properties,
            part.Format,
            part.Name,
            key.Type.Name,
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            KeyFormats.Describe(type)));
    }
}
