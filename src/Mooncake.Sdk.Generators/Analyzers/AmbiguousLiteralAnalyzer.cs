using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0013: a literal begins with a character that could belong to the part before it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AmbiguousLiteralAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AmbiguousLiteral];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            if (key.Error == KeyTemplateError.BadSeparator)
            {
                Report(symbols, key, key.ErrorPosition, 2, "the text before it");
            }
        });
        KeyedTypes.RegisterPartAction(context, static (symbols, key, part, member, type) =>
        {
            KeyPartKind kind = KeyPartRules.KindOf(type, part.Format);
            if (kind != KeyPartKind.None && !KeyPartRules.CanFollow(kind, part.Literal))
            {
                Report(symbols, key, key.EndOf(part), 1, $"the {WordFor(kind)} '{part.Name}'");
            }
        });
    }

    private static void Report(SymbolAnalysisContext symbols, KeyDeclaration key, int position, int length, string before)
    {
        symbols.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.AmbiguousLiteral.In(symbols.Options),
            key.LocationAt(position, length),
            Separators.Mend(key, position, length),
            key.Text.Substring(position, length),
            key.Type.Name,
            before));
    }

    private static string WordFor(KeyPartKind kind) => kind switch
    {
        KeyPartKind.Decimal => "number",
        KeyPartKind.Hexadecimal => "hexadecimal number",
        _ => "text",
    };
}
