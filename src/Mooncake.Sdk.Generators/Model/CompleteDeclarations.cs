using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Model;

/// <summary>
/// Which declarations are whole enough to be looked at. While code is typed, names are missing and types are declared twice: the compiler
/// reports that, and rules and emitted code would only add to it. Emitted files are named after their type, so a second type of the
/// same name must never get one: the compiler would drop everything that the generator emits, for all types.
/// </summary>
internal static class CompleteDeclarations
{
    /// <summary>
    /// True if a type, the types around it, their type parameters and namespaces have names, and no other type has the same.
    /// </summary>
    /// <param name="type">A type declared in source.</param>
    public static bool Contains(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.Name.Length == 0
                || level.TypeParameters.Any(static parameter => parameter.Name.Length == 0)
                || !IsFirstOfItsName(level))
            {
                return false;
            }
        }

        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            if (space.Name.Length == 0)
            {
                return false;
            }
        }

        return true;
    }

    // A class and a struct of one name are two symbols. The first gets what is emitted.
    private static bool IsFirstOfItsName(INamedTypeSymbol type)
    {
        INamespaceOrTypeSymbol around = type.ContainingType is { } container ? container : type.ContainingNamespace;
        return SymbolEqualityComparer.Default.Equals(
            around.GetTypeMembers(type.Name, type.Arity).FirstOrDefault(static other => !other.IsFileLocal) ?? type, type);
    }
}
