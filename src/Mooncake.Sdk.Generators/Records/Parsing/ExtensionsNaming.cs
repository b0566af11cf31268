using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>
/// Names the classes with the typed sets. They stand in the namespace, so the name of a nested type is joined with those of the types
/// around it: <c>A_Item</c> may then stand for a type <c>A_Item</c> and for a type <c>Item</c> in <c>A</c>. Of such types the one
/// with the fewest levels keeps the name, and the others get a number.
/// </summary>
internal static class ExtensionsNaming
{
    private const string Suffix = "StoreExtensions";

    /// <summary>The name of the class with a type's typed set, unlike that of any other type of the namespace.</summary>
    /// <param name="type">A type marked <c>[StoreKey]</c>.</param>
    /// <param name="set">The name asked for by <c>Set =</c>, or null. A member cannot have the name of its class.</param>
    public static string NameOf(INamedTypeSymbol type, string? set)
    {
        string joined = JoinedNameOf(type);
        int position = TypesWith(joined, type.ContainingNamespace).FindIndex(other => SymbolEqualityComparer.Default.Equals(other, type));
        string name = joined;
        string setName = RecordNaming.SetNameOf(type, set);
        for (int number = 2; position > 0 || name + Suffix == setName; number++)
        {
            name = $"{joined}_{number.ToString(CultureInfo.InvariantCulture)}";
            if (TypesWith(name, type.ContainingNamespace).Count == 0)
            {
                position--;
            }
        }

        return name + Suffix;
    }

    private static string JoinedNameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{JoinedNameOf(outer)}_{type.Name}" : type.Name;

    /// <summary>The types with a typed set that have a joined name, those with the fewest levels first.</summary>
    private static List<INamedTypeSymbol> TypesWith(string joined, INamespaceSymbol space)
    {
        return
        [
            .. Search(joined, space, levels: 1)
                .Where(static found => SymbolText.HasAttribute(found.Type, StoreTypeNames.StoreKey))
                .OrderBy(static found => found.Levels)
                .ThenBy(static found => found.Type.ToDisplayString(), StringComparer.Ordinal)
                .Select(static found => found.Type),
        ];
    }

    // Takes the name apart at each of its underscores, and goes only where there is a type of that name.
    private static IEnumerable<(INamedTypeSymbol Type, int Levels)> Search(string joined, INamespaceOrTypeSymbol container, int levels)
    {
        for (int end = 1; end <= joined.Length; end++)
        {
            if (end < joined.Length && joined[end] != '_')
            {
                continue;
            }

            foreach (INamedTypeSymbol type in container.GetTypeMembers(joined.Substring(0, end), arity: 0))
            {
                if (end == joined.Length)
                {
                    yield return (type, levels);
                    continue;
                }

                foreach ((INamedTypeSymbol, int) found in Search(joined.Substring(end + 1), type, levels + 1))
                {
                    yield return found;
                }
            }
        }
    }
}
