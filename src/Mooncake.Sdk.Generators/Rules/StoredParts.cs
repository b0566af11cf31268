using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Finds the stored types that a <c>[MemoryPackable]</c> type holds: MemoryPack needs their formatters.</summary>
internal static class StoredParts
{
    /// <summary>
    /// True if emitted code serializes a type, so that MemoryPack cannot do so by itself. A struct without references it can.
    /// </summary>
    /// <param name="type">The type.</param>
    public static bool IsPart(INamedTypeSymbol type) =>
        SerializableTypes.IsStored(type) && !PackableTypes.IsPackable(type) && !type.IsUnmanagedType;

    /// <summary>The members whose own type is one.</summary>
    /// <param name="type">A <c>[MemoryPackable]</c> type.</param>
    public static IEnumerable<ISymbol> FindMembers(INamedTypeSymbol type) =>
        PackableMembers.Collect(type)
            .Select(static item => item.Member)
            .Where(static member => MemberCollector.TypeOf(member) is INamedTypeSymbol own && IsPart(own));

    /// <summary>All of them, in collections and tuples as well, without open type arguments and each once.</summary>
    /// <param name="type">A <c>[MemoryPackable]</c> type.</param>
    public static IReadOnlyList<INamedTypeSymbol> FindAll(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> found = [];
        foreach ((ISymbol member, _) in PackableMembers.Collect(type))
        {
            Add(MemberCollector.TypeOf(member), found);
        }

        return found;
    }

    private static void Add(ITypeSymbol type, List<INamedTypeSymbol> found)
    {
        if (type is IArrayTypeSymbol array)
        {
            Add(array.ElementType, found);
            return;
        }

        if (type is not INamedTypeSymbol named)
        {
            return;
        }

        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            Add(argument, found);
        }

        bool isNew = !found.Exists(other => SymbolEqualityComparer.Default.Equals(other, named));
        if (isNew && IsPart(named) && IsNameable(named))
        {
            found.Add(named);
        }
    }

    // What registers them stands outside of all types.
    private static bool IsNameable(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            bool isOpen = level.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
            if (!isOpen || !level.TypeArguments.All(static argument => argument is INamedTypeSymbol named && IsNameable(named)))
            {
                return false;
            }
        }

        return true;
    }
}
