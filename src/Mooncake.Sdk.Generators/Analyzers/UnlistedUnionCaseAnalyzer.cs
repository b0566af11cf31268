using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0106: a stored type is below a union that does not list it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlistedUnionCaseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnlistedUnionCase];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        StoredTypes.RegisterAction(context, static (symbols, type) =>
        {
            if (type is not { TypeKind: TypeKind.Class, IsAbstract: false })
            {
                return;
            }

            foreach (INamedTypeSymbol union in UnionsAbove(type))
            {
                List<(int Tag, INamedTypeSymbol Type)> entries = UnionParser.EntriesOf(union);
                if (entries.Exists(entry => SymbolEqualityComparer.Default.Equals(entry.Type.OriginalDefinition, type)))
                {
                    continue;
                }

                int next = entries.Count == 0 ? 0 : entries.Max(static entry => entry.Tag) + 1;
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnlistedUnionCase.In(symbols.Options),
                    type.Locations[0],
                    union.Locations.Take(1),
                    ImmutableDictionary<string, string?>.Empty.Add(
                        DiagnosticProperties.Replacement, next.ToString(CultureInfo.InvariantCulture)),
                    type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                    union.Name,
                    next));
            }
        });
    }

    /// <summary>The unions of the same compilation that a type derives from or implements.</summary>
    private static IEnumerable<INamedTypeSymbol> UnionsAbove(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> above = [.. type.AllInterfaces];
        for (INamedTypeSymbol? level = type.BaseType; level is not null; level = level.BaseType)
        {
            above.Add(level);
        }

        return above
            .Select(static union => union.OriginalDefinition)
            .Where(union => SymbolEqualityComparer.Default.Equals(union.ContainingAssembly, type.ContainingAssembly)
                && SymbolText.HasAttribute(union, StoreTypeNames.StoreUnion)
                && !PackableTypes.IsPacked(union));
    }
}
