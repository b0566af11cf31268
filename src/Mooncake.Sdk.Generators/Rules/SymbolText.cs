using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Symbols as text, and the questions that rules ask of them.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat OpenName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>A type as emitted code names it: from <c>global::</c>, escaped, without nullable annotations.</summary>
    /// <param name="type">The type.</param>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(FullName);

    /// <summary>A type's definition as tables name it: <c>System.Collections.Generic.List`1</c>.</summary>
    /// <param name="type">The type.</param>
    public static string DefinitionOf(INamedTypeSymbol type)
    {
        string name = type.OriginalDefinition.ToDisplayString(OpenName);
        return type.Arity == 0 ? name : $"{name}`{type.Arity}";
    }

    /// <summary>The attribute of a kind on a symbol, or null.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="attribute">The attribute's full name.</param>
    public static AttributeData? FindAttribute(ISymbol symbol, string attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } found && DefinitionOf(found) == attribute)
            {
                return data;
            }
        }

        return null;
    }

    /// <summary>True if a symbol carries an attribute of a kind.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="attribute">The attribute's full name.</param>
    public static bool HasAttribute(ISymbol symbol, string attribute) => FindAttribute(symbol, attribute) is not null;
}
