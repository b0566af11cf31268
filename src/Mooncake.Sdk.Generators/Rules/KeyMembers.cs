using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>What a template could name.</summary>
internal static class KeyMembers
{
    /// <summary>True if a type or one of its bases has a member of a name, of whatever kind.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The name.</param>
    public static bool Exists(INamedTypeSymbol type, string name) => Find(type, name) is not null;

    /// <summary>The member of a name that hides all others, of whatever kind; null if there is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The name.</param>
    public static ISymbol? Find(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).FirstOrDefault() is { } member)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The names that a template can use, as declared, the type's own first.</summary>
    /// <param name="type">The type.</param>
    public static List<string> UsableNames(INamedTypeSymbol type)
    {
        List<string> names = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (!names.Contains(member.Name)
                    && member is IPropertySymbol or IFieldSymbol
                    && StoreKeyTargetRules.FindMember(type, member.Name, out ITypeSymbol? memberType) is not null
                    && memberType is not null
                    && KeyPartRules.KindOf(memberType, "") != KeyPartKind.None)
                {
                    names.Add(member.Name);
                }
            }
        }

        return names;
    }
}
