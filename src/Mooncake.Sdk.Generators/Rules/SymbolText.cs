using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Symbols as text, and the questions that rules ask of them.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>A type as emitted code names it: from <c>global::</c>, escaped, without nullable annotations.</summary>
    /// <param name="type">The type.</param>
    public static string Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_String => "string",
        _ => type.ToDisplayString(FullName),
    };

    /// <summary>True if two types are one to the runtime: nullable annotations and the names of tuple elements may differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool IsSame(ITypeSymbol left, ITypeSymbol right) =>
        SymbolEqualityComparer.Default.Equals(left, right) || (HasTuple(left) && Of(left) == Of(right));

    /// <summary>A type's definition as tables name it: <c>System.Collections.Generic.List`1</c>.</summary>
    /// <param name="type">The type.</param>
    public static string DefinitionOf(INamedTypeSymbol type)
    {
        // Not by the compiler's display, which would take most of the time of a look at a type.
        string name = type.ContainingType is { } outer ? $"{PathOf(outer)}.{type.Name}" : InNamespace(type);
        return type.Arity == 0 ? name : $"{name}`{type.Arity.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>True if a type is the one of a full name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="fullName">The name of a type that is neither generic nor nested.</param>
    public static bool IsNamed(INamedTypeSymbol type, string fullName)
    {
        int end = fullName.Length;
        if (type.Arity > 0 || type.ContainingType is not null || !TakePart(fullName, type.Name, ref end))
        {
            return false;
        }

        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!TakePart(fullName, space.Name, ref end))
            {
                return false;
            }
        }

        return end < 0;
    }

    /// <summary>The type parameters of a type and of the types around it.</summary>
    /// <param name="type">The type.</param>
    public static IEnumerable<ITypeParameterSymbol> TypeParametersOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? TypeParametersOf(outer).Concat(type.TypeParameters) : type.TypeParameters;

    /// <summary>The attribute of a kind on a symbol, or null.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="attribute">The attribute's full name.</param>
    public static AttributeData? FindAttribute(ISymbol symbol, string attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } found && IsNamed(found, attribute))
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

    private static bool HasTuple(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasTuple(array.ElementType),
        INamedTypeSymbol named => named.IsTupleType || named.TypeArguments.Any(HasTuple) || (named.ContainingType is { } outer && HasTuple(outer)),
        _ => false,
    };

    // Compares the part that ends in front of a dot, or at the end, and steps over it.
    private static bool TakePart(string fullName, string part, ref int end)
    {
        int start = end - part.Length;
        bool isPart = start >= 0
            && string.CompareOrdinal(fullName, start, part, 0, part.Length) == 0
            && (start == 0 || fullName[start - 1] == '.');
        end = start - 1;
        return isPart;
    }

    private static string PathOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{PathOf(outer)}.{type.Name}" : InNamespace(type);

    private static string InNamespace(INamedTypeSymbol type)
    {
        string name = type.Name;
        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = $"{space.Name}.{name}";
        }

        return name;
    }
}
