using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>Finds the types marked <c>[StoreKey]</c>, and the members that their placeholders name.</summary>
internal static class KeyedTypes
{
    /// <summary>Runs an action for each type marked <c>[StoreKey]</c>; not at all where the SDK is not referenced.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="report">Reports.</param>
    public static void RegisterAction(AnalysisContext context, Action<SymbolAnalysisContext, KeyDeclaration> report)
    {
        context.RegisterCompilationStartAction(start => RegisterAction(start, report));
    }

    /// <summary>Runs an action for each type marked <c>[StoreKey]</c>; not at all where the SDK is not referenced.</summary>
    /// <param name="start">The compilation's start.</param>
    /// <param name="report">Reports, or collects for the compilation's end.</param>
    public static void RegisterAction(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, KeyDeclaration> report)
    {
        if (start.Compilation.GetTypeByMetadataName(StoreTypeNames.StoreKey) is not { } storeKey)
        {
            return;
        }

        start.RegisterSymbolAction(
            symbols =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbols.Symbol;
                AttributeData? attribute = type.GetAttributes().FirstOrDefault(attribute =>
                    SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, storeKey));
                if (attribute is not null && CompleteDeclarations.Contains(type))
                {
                    report(symbols, new KeyDeclaration(type, attribute, symbols.CancellationToken));
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>Runs an action for each placeholder of a well-formed template that names a member which keys can read.</summary>
    /// <param name="context">The analyzer's initialization.</param>
    /// <param name="report">Takes the placeholder, the member and its type; reports.</param>
    public static void RegisterPartAction(
        AnalysisContext context,
        Action<SymbolAnalysisContext, KeyDeclaration, KeyTemplatePart, ISymbol, ITypeSymbol> report)
    {
        RegisterAction(context, (symbols, key) =>
        {
            foreach (KeyTemplatePart part in key.Template?.Parts ?? [])
            {
                if (StoreKeyTargetRules.FindMember(key.Type, part.Name, out ITypeSymbol? type) is { } member && type is not null)
                {
                    report(symbols, key, part, member, type);
                }
            }
        });
    }
}
