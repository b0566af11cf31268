using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Says why a member is not stored, whatever attributes it has or lacks.</summary>
internal static class StorableMembers
{
    /// <summary>Why a member can never be stored, as a clause; null if it can.</summary>
    /// <param name="member">A property or field.</param>
    public static string? WhyNever(ISymbol member)
    {
        return member switch
        {
            IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "an enum is stored as its number, regardless of the names of its values",
            IFieldSymbol { AssociatedSymbol: IPropertySymbol property } =>
                $"it is on the backing field of '{property.Name}'; put it on the property, without 'field:'",
            { IsStatic: true } => "static members and constants are not stored",
            { ContainingType.TypeKind: TypeKind.Interface } => "members of interfaces are not stored, only those of the types that implement them",
            IPropertySymbol { IsIndexer: true } => "indexers are not stored",
            IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "explicit implementations of interfaces are not stored",
            _ => MemberCollector.IsStorable(member) ? null : "it has no getter, and what cannot be read is not stored",
        };
    }

    /// <summary>Why the members of a type are not stored by themselves, as a clause; null if they are, there or in a type below.</summary>
    /// <param name="type">The type.</param>
    public static string? WhyNeverIn(INamedTypeSymbol type)
    {
        if (type is { IsValueType: true, IsUnmanagedType: true } && CodecParameters.ArgumentsOf(type).Count == 0)
        {
            return $"'{type.Name}' is a struct without references, which is stored as its memory; make it a class, or remove that";
        }

        return (type.IsSealed || type.IsValueType) && !SerializableTypes.IsStored(type) ? WhyNotStored(type) : null;
    }

    /// <summary>Says that a type is not stored, as a clause.</summary>
    /// <param name="type">The type.</param>
    public static string WhyNotStored(INamedTypeSymbol type) =>
        $"'{type.Name}' is not a stored type; mark it [StoreObject], or remove that";

    /// <summary>Why a member that can be stored is left out, as a clause; null if it is stored.</summary>
    /// <param name="member">A property or field.</param>
    public static string? WhyLeftOut(ISymbol member)
    {
        return SymbolText.HasAttribute(member, StoreTypeNames.StoreIgnore)
            ? "[StoreIgnore] leaves the member out"
            : !MemberCollector.IsPublic(member) && !SymbolText.HasAttribute(member, StoreTypeNames.StoreInclude)
                ? "the member is not public, and not stored without [StoreInclude]"
                : null;
    }

    /// <summary>True for a member that only an abstract type can access, so that no stored type ever does.</summary>
    /// <param name="member">A property or field that can be stored.</param>
    public static bool IsOutOfReach(ISymbol member)
    {
        // Types that are nested in the abstract one and derive from it can.
        return member.ContainingType is { IsAbstract: true } type
            && !type.GetTypeMembers().Any(
                nested => MemberCollector.IsReadable(member, nested) && SymbolEqualityComparer.Default.Equals(nested.BaseType, type))
            && (member is IPropertySymbol property ? Accessors.GetterOf(property) : member) is { DeclaredAccessibility: Accessibility.Private };
    }
}
