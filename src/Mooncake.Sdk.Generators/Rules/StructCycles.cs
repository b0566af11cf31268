using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// Structs that hold themselves. They do not compile, but they exist while code is being typed. Walking their fields without a bound
/// overflows the compiler's stack.
/// </summary>
internal static class StructCycles
{
    /// <summary>
    /// True if a struct, or one that it holds, may hold itself: also as a type argument, and with ever longer type arguments.
    /// </summary>
    /// <param name="type">The struct.</param>
    public static bool Contains(INamedTypeSymbol type)
    {
        HashSet<ISymbol> done = new(SymbolEqualityComparer.Default);
        return StructsIn(type).Any(held => IsCyclic(held, [], done));
    }

    private static bool IsCyclic(INamedTypeSymbol definition, List<INamedTypeSymbol> path, HashSet<ISymbol> done)
    {
        if (path.Exists(outer => SymbolEqualityComparer.Default.Equals(outer, definition)))
        {
            return true;
        }

        if (!done.Add(definition))
        {
            return false;
        }

        path.Add(definition);
        bool isCyclic = definition.GetMembers().OfType<IFieldSymbol>()
            .Where(static field => !field.IsStatic)
            .SelectMany(static field => StructsIn(field.Type))
            .Any(held => IsCyclic(held, path, done));
        path.RemoveAt(path.Count - 1);
        return isCyclic;
    }

    private static IEnumerable<INamedTypeSymbol> StructsIn(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named || (named.SpecialType != SpecialType.None && named.Arity == 0))
        {
            return [];
        }

        return named.TypeArguments.SelectMany(StructsIn).Append(named.OriginalDefinition);
    }
}
