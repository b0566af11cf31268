using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>Names the code that is generated for a stored type.</summary>
internal static class RecordNaming
{
    /// <summary>The names for a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="set">The name asked for by <c>Set =</c>, or null.</param>
    public static RecordNames NamesOf(INamedTypeSymbol type, string? set)
    {
        string qualified = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string keyStruct = type.Name + "Key";
        string around = type.ContainingType?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            ?? "global::" + TypeScope.NamespaceOf(type);
        return new RecordNames(
            qualified,
            string.Join(".", Path(type)),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            keyStruct,
            Hiding.OfKey(type, keyStruct),
            around == "global::" ? around + keyStruct : $"{around}.{keyStruct}",
            ExtensionsNaming.NameOf(type, set),
            ExtensionsAccessibility(type),
            TypeScope.Escape(SetNameOf(type, set)));
    }

    /// <summary>The names of parameters for parts: camel case, and told apart where that makes two of them the same.</summary>
    /// <param name="parts">The parts' names.</param>
    public static IReadOnlyList<string> ParametersOf(IReadOnlyList<string> parts)
    {
        List<string> names = [];
        foreach (string part in parts)
        {
            string name = CamelCase(part);
            while (names.Contains(name))
            {
                name += "_";
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>The name of a type's set, without <c>@</c>; not an identifier if the declaration asks for such a name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="set">The name asked for by <c>Set =</c>, with or without <c>@</c>; or null.</param>
    public static string SetNameOf(INamedTypeSymbol type, string? set) =>
        set is null ? type.Name + "s" : set.StartsWith("@", StringComparison.Ordinal) ? set.Substring(1) : set;

    /// <summary>From the outermost type to the type itself.</summary>
    private static IEnumerable<string> Path(INamedTypeSymbol type) =>
        type.ContainingType is null ? [type.Name] : Path(type.ContainingType).Append(type.Name);

    /// <summary>
    /// Extension classes stand in a namespace: public if the type is for everybody, internal if for its assembly, else none.
    /// </summary>
    private static string ExtensionsAccessibility(INamedTypeSymbol type)
    {
        string accessibility = "public";
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            switch (level.DeclaredAccessibility)
            {
                case Accessibility.Public:
                    break;
                case Accessibility.Internal or Accessibility.ProtectedOrInternal:
                    accessibility = "internal";
                    break;
                default:
                    return "";
            }
        }

        return accessibility;
    }

    /// <summary>Lowers the capitals that a name begins with, but for the one that begins its second word.</summary>
    private static string CamelCase(string name)
    {
        char[] characters = name.ToCharArray();
        for (int i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            if (i > 0 && i + 1 < characters.Length && !char.IsUpper(characters[i + 1]))
            {
                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }
}
