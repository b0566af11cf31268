using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0022: a key member's type is not one that keys take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedKeyTypeAnalyzer : DiagnosticAnalyzer
{
    private const string Usual = "use a string, an integer, a Guid, a bool or an enum";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnsupportedKeyType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterPartAction(context, static (symbols, key, part, member, type) =>
        {
            if (KeyPartRules.KindOf(type, "") == KeyPartKind.None && type.TypeKind != TypeKind.Error)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnsupportedKeyType.In(symbols.Options),
                    key.LocationOfName(part),
                    part.Name,
                    key.Type.Name,
                    type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
                        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier)),
                    AdviceFor(type)));
            }
        });
    }

    private static string AdviceFor(ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.SpecialType == SpecialType.System_String)
        {
            return "a key cannot contain null; make it non-nullable";
        }

        return type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal =>
                "equal numbers can have different texts; use an integer in a fixed unit, or a string that you format",
            SpecialType.System_DateTime => "its text depends on kind and precision; use ticks or a Unix time, as a long",
            SpecialType.System_Char => "a surrogate has no UTF-8 encoding; use a string or a ushort",
            SpecialType.System_IntPtr or SpecialType.System_UIntPtr => "its size depends on the machine; use a long",
            _ when type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } => type.Name switch
            {
                "Half" => "equal numbers can have different texts; use an integer in a fixed unit",
                "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" => "its text depends on precision and format; use ticks or a number of units, as a long",
                _ => Usual,
            },
            _ => Usual,
        };
    }
}
