using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Which types can be stored under a key template, and which of their members the template can name.</summary>
internal static class StoreKeyTargetRules
{
    /// <summary>
    /// True if a type can be stored and code can be added to it. An abstract one can, if it is a union: the serializer's parser knows.
    /// </summary>
    /// <param name="type">The type.</param>
    public static bool IsTarget(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false, IsRefLikeType: false } && IsReachable(type);

    /// <summary>True if a type and the types around it are partial, and none of them is generic or local to a file.</summary>
    /// <param name="type">The type.</param>
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.Arity > 0)
            {
                return false;
            }
        }

        return TypeScope.IsExtensible(type);
    }

    /// <summary>The member that a placeholder names: a public instance property or field, of the type itself or inherited.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The placeholder's name.</param>
    /// <param name="memberType">The member's type, or null.</param>
    /// <returns>The member, or null if there is none that can be read.</returns>
    public static ISymbol? FindMember(INamedTypeSymbol type, string name, out ITypeSymbol? memberType)
    {
        memberType = null;
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            ISymbol? member = current.GetMembers(name).FirstOrDefault();
            if (member is not null)
            {
                memberType = member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } ? ReadableType(member) : null;
                return memberType is null ? null : member;
            }
        }

        return null;
    }

    /// <summary>True if a key struct cannot have a property of this name, because it has another member of that name.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="keyName">The key struct's name.</param>
    /// <param name="parts">The names of all parts: each is a property, whose accessors take a name as well.</param>
    public static bool IsReservedPartName(string name, string keyName, IEnumerable<string> parts) =>
        name == keyName || parts.Any(other => name == "get_" + other || name == "set_" + other) || name is KeyStructNames.Escapes or KeyStructNames.Of or KeyStructNames.OfForbidden or KeyStructNames.Parse or KeyStructNames.TryParse or "ToString" or "Equals"
            or "GetHashCode" or "GetType" or "ReferenceEquals" or "MemberwiseClone" or "Finalize" or "Deconstruct" or "PrintMembers"
            or "Clone" or "op_Equality" or "op_Inequality";

    /// <summary>True if a typed set can have this name.</summary>
    /// <param name="name">The name, without <c>@</c>.</param>
    public static bool IsSetName(string name) => SyntaxFacts.IsValidIdentifier(name);

    private static ITypeSymbol? ReadableType(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: false, ReturnsByRef: false, ReturnsByRefReadonly: false } property =>
            Accessors.GetterOf(property) is { DeclaredAccessibility: Accessibility.Public } ? property.Type : null,
        IFieldSymbol { RefKind: RefKind.None } field => field.Type,
        _ => null,
    };
}
