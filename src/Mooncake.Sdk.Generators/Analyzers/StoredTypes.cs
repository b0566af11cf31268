using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>Asks the generator's own parser what is wrong with each type that asks for a serializer.</summary>
internal static class StoredTypes
{
    private static readonly string[] Attributes = [StoreTypeNames.StoreObject, StoreTypeNames.StoreKey, StoreTypeNames.StoreUnion];

    /// <summary>Runs an action for each type with something wrong; not at all where the SDK is not referenced.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="report">Reports.</param>
    public static void RegisterProblemAction(
        AnalysisContext context,
        Action<SymbolAnalysisContext, INamedTypeSymbol, IReadOnlyList<ObjectProblem>> report)
    {
        RegisterAction(context, (symbols, type) => report(symbols, type, ObjectParser.Parse(type, symbols.CancellationToken).Problems));
    }

    /// <summary>Runs an action for each type that asks for generated code; not at all where the SDK is not referenced.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="report">Reports.</param>
    public static void RegisterAction(AnalysisContext context, Action<SymbolAnalysisContext, INamedTypeSymbol> report)
    {
        context.RegisterCompilationStartAction(start => RegisterAction(start, report));
    }

    /// <summary>Runs an action for each type that asks for generated code; not at all where the SDK is not referenced.</summary>
    /// <param name="start">The compilation's start.</param>
    /// <param name="report">Reports.</param>
    public static void RegisterAction(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, INamedTypeSymbol> report)
    {
        List<INamedTypeSymbol> attributes = AttributesIn(start.Compilation);
        if (attributes.Count == 0)
        {
            return;
        }

        start.RegisterSymbolAction(
            symbols =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbols.Symbol;
                if (IsMarked(type, attributes))
                {
                    report(symbols, type);
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>
    /// Runs an action before each type that asks for generated code, for rules that look at what stands in its members as well; not at
    /// all where the SDK is not referenced.
    /// </summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="begin">Registers what is done within the type, and at its end.</param>
    public static void RegisterStartAction(AnalysisContext context, Action<SymbolStartAnalysisContext, INamedTypeSymbol> begin)
    {
        context.RegisterCompilationStartAction(start =>
        {
            List<INamedTypeSymbol> attributes = AttributesIn(start.Compilation);
            if (attributes.Count == 0)
            {
                return;
            }

            start.RegisterSymbolStartAction(
                symbol =>
                {
                    INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                    if (IsMarked(type, attributes))
                    {
                        begin(symbol, type);
                    }
                },
                SymbolKind.NamedType);
        });
    }

    /// <summary>True if a type of a compilation's own asks for generated code.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="metadataName">The type's name.</param>
    public static bool Exists(Compilation compilation, string metadataName)
    {
        return compilation.Assembly.GetTypeByMetadataName(metadataName) is { } type && IsMarked(type, AttributesIn(compilation));
    }

    /// <summary>True if the SDK is referenced.</summary>
    /// <param name="compilation">The compilation.</param>
    public static bool AreKnown(Compilation compilation) => AttributesIn(compilation).Count > 0;

    private static List<INamedTypeSymbol> AttributesIn(Compilation compilation) =>
        [.. Attributes.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];

    private static bool IsMarked(INamedTypeSymbol type, List<INamedTypeSymbol> attributes) =>
        type.GetAttributes().Any(attribute => attributes.Contains(attribute.AttributeClass!, SymbolEqualityComparer.Default))
            && CompleteDeclarations.Contains(type);

    /// <summary>
    /// Where to report: at the symbol, or at the type if the symbol is declared elsewhere, as members of base types may be.
    /// </summary>
    /// <param name="symbol">What is wrong.</param>
    /// <param name="type">The type that it is wrong with.</param>
    public static Location? LocationOf(ISymbol symbol, INamedTypeSymbol type)
    {
        return symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? type.Locations.FirstOrDefault();
    }
}
