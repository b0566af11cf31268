using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0002: no code can be added to a type, whatever is declared partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImpossibleTargetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ImpossibleTarget];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (ReasonOf(type) is { } reason)
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.ImpossibleTarget.In(symbols.Options), type.Locations[0], type.Name, reason));
            }
        });
    }

    private static string? ReasonOf(INamedTypeSymbol type)
    {
        if (type.IsStatic)
        {
            return "it is static and has no values; remove 'static' or the attribute";
        }

        if (type.IsRefLikeType)
        {
            return "it is a ref struct, which cannot leave the stack; remove 'ref'";
        }

        bool hasKey = SymbolText.HasAttribute(type, StoreTypeNames.StoreKey);
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsFileLocal)
            {
                return $"'{level.Name}' is local to its file, which generated code cannot be in; declare it 'internal'";
            }

            if (hasKey && level.Arity > 0)
            {
                return $"'{level.Name}' is generic, so one template would represent many types; declare a non-generic type that contains the generic one";
            }
        }

        return TakenNames.FindForCodec(type)
            ?? (hasKey ? TakenNames.FindForKey(type, RecordNaming.NamesOf(type, set: null)) : null);
    }
}
