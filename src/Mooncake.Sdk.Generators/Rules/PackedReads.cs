using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Says whether reading a type's values has MemoryPack read bytes.</summary>
internal static class PackedReads
{
    /// <summary>
    /// The first type that MemoryPack reads: the type itself, or one that its members hold, however deep. Null if there is none.
    /// </summary>
    /// <param name="type">A stored type.</param>
    public static INamedTypeSymbol? Find(INamedTypeSymbol type) => Find(type, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    private static INamedTypeSymbol? Find(ITypeSymbol type, HashSet<ISymbol> seen)
    {
        if (!seen.Add(type))
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return Find(array.ElementType, seen);
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (PackableTypes.IsPacked(named))
        {
            return named;
        }

        IEnumerable<ITypeSymbol> parts = SerializableTypes.IsStored(named)
            ? MemberCollector.Collect(named).Select(MemberCollector.TypeOf)
                .Concat(UnionParser.EntriesOf(named).Select(static entry => entry.Type))
            : named.TypeArguments;
        return parts.Select(part => Find(part, seen)).FirstOrDefault(static found => found is not null);
    }
}
