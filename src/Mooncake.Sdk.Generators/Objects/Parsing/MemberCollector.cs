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
                else if (IsHiding(member, type) || IsIgnoredOverride(member))
                {
                    members.RemoveAll(
                        other => other.Name == member.Name && !SymbolEqualityComparer.Default.Equals(other.ContainingType, level));
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
        return IsStorable(member)
            && !SymbolText.HasAttribute(member, StoreTypeNames.StoreIgnore)
            && (IsPublic(member) || (!member.IsImplicitlyDeclared && SymbolText.HasAttribute(member, StoreTypeNames.StoreInclude)))
            && IsReadable(member, target);
    }

    /// <summary>
    /// True for members that can be stored at all: instance fields, and instance properties with a getter, declared or inherited.
    /// </summary>
    /// <param name="member">Any member.</param>
    public static bool IsStorable(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property =>
            Accessors.GetterOf(property) is not null,
        IFieldSymbol field => field is { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false },
        _ => false,
    };

    /// <summary>True for members that are stored without being asked for.</summary>
    /// <param name="member">A member that can be stored.</param>
    public static bool IsPublic(ISymbol member) =>
        member.DeclaredAccessibility == Accessibility.Public
        && (member is not IPropertySymbol property || Accessors.GetterOf(property) is { DeclaredAccessibility: Accessibility.Public });

    /// <summary>True if code inside a type can read a member.</summary>
    /// <param name="member">A member that can be stored.</param>
    /// <param name="target">The type.</param>
    public static bool IsReadable(ISymbol member, INamedTypeSymbol target) =>
        Visibility.IsVisible(member is IPropertySymbol property ? Accessors.GetterOf(property) ?? member : member, target);

    // Whatever has the name of an inherited member stands in front of it, stored or not: emitted code could no longer name that one.
    private static bool IsHiding(ISymbol member, INamedTypeSymbol target)
    {
        return !member.IsOverride && Visibility.IsVisible(member, target) && member is not INamedTypeSymbol { Arity: > 0 };
    }

    private static bool IsIgnoredOverride(ISymbol member) =>
        member.IsOverride && SymbolText.HasAttribute(member, StoreTypeNames.StoreIgnore);

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
