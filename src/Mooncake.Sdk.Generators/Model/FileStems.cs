using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Model;

/// <summary>
/// What the names of emitted files begin with. The compiler takes two names that differ in case only for one, and then drops everything
/// that was emitted; file systems do as well.
/// </summary>
internal static class FileStems
{
    /// <summary>
    /// The full metadata name of a type, such as <c>A.B+C`1</c>. Of names in one place that differ in case only, all but the first in
    /// ordinal order get a number, with a sign that no name can hold.
    /// </summary>
    /// <param name="type">A type declared in source.</param>
    public static string Of(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return $"{Of(outer)}+{Distinct(type, outer.GetTypeMembers())}";
        }

        string name = Distinct(type, type.ContainingNamespace.GetTypeMembers());
        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{Of(type.ContainingNamespace)}.{name}";
    }

    private static string Of(INamespaceSymbol space)
    {
        string name = Distinct(space, [.. space.ContainingNamespace.GetNamespaceMembers()]);
        return space.ContainingNamespace.IsGlobalNamespace ? name : $"{Of(space.ContainingNamespace)}.{name}";
    }

    private static string Distinct<T>(T symbol, ImmutableArray<T> siblings)
        where T : ISymbol
    {
        string name = symbol.MetadataName;
        int position = 1;
        foreach (T sibling in siblings)
        {
            string other = sibling.MetadataName;
            if (other.Length == name.Length
                && string.Equals(other, name, StringComparison.OrdinalIgnoreCase)
                && string.CompareOrdinal(other, name) < 0)
            {
                position++;
            }
        }

        return position == 1 ? name : $"{name}-{position.ToString(CultureInfo.InvariantCulture)}";
    }
}
