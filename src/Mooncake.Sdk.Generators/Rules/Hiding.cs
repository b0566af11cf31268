using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Which emitted types hide inherited members of their name, and have to say so.</summary>
internal static class Hiding
{
    /// <summary>True if the codec of a stored type hides that of a base type, or another member of its name.</summary>
    /// <param name="type">The stored type.</param>
    public static bool OfCodec(INamedTypeSymbol type)
    {
        int arity = CodecParameters.ArgumentsOf(type).Count;
        return LevelsAbove(type).Any(level =>
            (SerializableTypes.IsStored(level) && CodecParameters.ArgumentsOf(level).Count == arity)
            || level.GetMembers(StoreTypeNames.EmittedCodec).Any(member => IsHidden(member, arity, type)));
    }

    /// <summary>True if the key beside a stored type hides one that the containing type inherits, or another member of its name.</summary>
    /// <param name="type">The stored type.</param>
    /// <param name="keyStruct">The key struct's name.</param>
    public static bool OfKey(INamedTypeSymbol type, string keyStruct)
    {
        return type.ContainingType is { } container
            && LevelsAbove(container).Any(level =>
                level.GetTypeMembers(type.Name, arity: 0).Any(
                    other => SymbolText.HasAttribute(other, StoreTypeNames.StoreKey) && IsHidden(other, arity: 0, type))
                || level.GetMembers(keyStruct).Any(member => IsHidden(member, arity: 0, type)));
    }

    // Classes do not inherit what is nested in their interfaces.
    private static IEnumerable<INamedTypeSymbol> LevelsAbove(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces;
        }

        List<INamedTypeSymbol> levels = [];
        for (INamedTypeSymbol? level = type.BaseType; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            levels.Add(level);
        }

        return levels;
    }

    private static bool IsHidden(ISymbol member, int arity, INamedTypeSymbol by)
    {
        return member.DeclaredAccessibility != Accessibility.Private
            && Visibility.IsVisible(member, by)
            && (member is not INamedTypeSymbol type || type.Arity == arity);
    }
}
