using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>Finds the members of a type that are stored, in the format's order.</summary>
internal static class MemberCollector
{
    /// <summary>The stored members: base types first, a record's parameters before its body, otherwise as declared.</summary>
    /// <param name="type">The type.</param>
    public static List<ISymbol> Collect(INamedTypeSymbol type)
    {
        List<ISymbol> members = [];
        foreach (INamedTypeSymbol level in LevelsOf(type))
        {
            foreach (ISymbol member in InRecordOrder(level))
            {
                if (IsStored(member, type))
                {
                    Add(members, member);
                }
                else if (IsHiding(member, type))
                {
                    members.RemoveAll(other => other.Name == member.Name && !SymbolEqualityComparer.Default.Equals(other.ContainingType, level));
                }
            }
        }

        return members;
    }

    /// <summary>The constructor that a record's parameter list or a class's declares, or null.</summary>
    /// <param name="type">The type.</param>
    public static IMethodSymbol? FindPrimaryConstructor(INamedTypeSymbol type)
    {
        return type.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax));
    }

    /// <summary>The type of a stored member.</summary>
    /// <param name="member">A property or field.</param>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static Stack<INamedTypeSymbol> LevelsOf(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels;
    }

    private static IEnumerable<ISymbol> InRecordOrder(INamedTypeSymbol type)
    {
        if (!type.IsRecord || FindPrimaryConstructor(type) is not { } primary)
        {
            return type.GetMembers();
        }

        List<string> names = [.. primary.Parameters.Select(static parameter => parameter.Name)];
        return type.GetMembers().OrderBy(member =>
        {
            int position = member is IPropertySymbol or IFieldSymbol ? names.IndexOf(member.Name) : -1;
            return position < 0 ? int.MaxValue : position;
        });
    }

    private static bool IsStored(ISymbol member, INamedTypeSymbol target)
    {
        bool isCandidate = member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter } property =>
                !property.IsStatic && property.ExplicitInterfaceImplementations.IsEmpty && Visibility.IsVisible(getter, target),
            IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => !field.IsStatic && Visibility.IsVisible(field, target),
            _ => false,
        };
        if (!isCandidate || SymbolText.HasAttribute(member, StoreTypeNames.StoreIgnore))
        {
            return false;
        }

        bool isPublic = member.DeclaredAccessibility == Accessibility.Public
            && member is not IPropertySymbol { GetMethod.DeclaredAccessibility: not Accessibility.Public };
        return isPublic || (!member.IsImplicitlyDeclared && SymbolText.HasAttribute(member, StoreTypeNames.StoreInclude));
    }

    // Whatever has the name of an inherited member stands in front of it, stored or not: emitted code could no longer name that one.
    private static bool IsHiding(ISymbol member, INamedTypeSymbol target)
    {
        return !member.IsOverride && Visibility.IsVisible(member, target) && member is not INamedTypeSymbol { Arity: > 0 };
    }

    // An override keeps its base member's place; a hiding member stands at its own, and the hidden one goes.
    private static void Add(List<ISymbol> members, ISymbol member)
    {
        int known = members.FindIndex(other => other.Name == member.Name);
        if (known < 0)
        {
            members.Add(member);
        }
        else if (member.IsOverride)
        {
            members[known] = member;
        }
        else
        {
            members.RemoveAt(known);
            members.Add(member);
        }
    }
}
