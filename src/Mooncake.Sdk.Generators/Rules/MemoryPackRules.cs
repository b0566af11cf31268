using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// Says whether a type asks for the package MemoryPack as its serializer, and whether it can have it: both serializers have to
/// write the same bytes, so what is said to one of them about members has to be said to the other.
/// </summary>
internal static class MemoryPackRules
{
    private const int MemoryPackChoice = 1;
    private const int VersionTolerantForm = 1;

    private static readonly (string Ours, string Theirs)[] MemberAttributes =
    [
        (StoreTypeNames.StoreIgnore, MemoryPackNames.Ignore),
        (StoreTypeNames.StoreInclude, MemoryPackNames.Include),
        (StoreTypeNames.StoreOrder, MemoryPackNames.Order),
        (StoreTypeNames.StoreUtf16, MemoryPackNames.Utf16),
    ];

    /// <summary>True if one of the type's attributes names the package.</summary>
    /// <param name="type">A stored type.</param>
    public static bool IsAskedFor(INamedTypeSymbol type)
    {
        return IsAskedForBy(SymbolText.FindAttribute(type, StoreTypeNames.StoreObject))
            || IsAskedForBy(SymbolText.FindAttribute(type, StoreTypeNames.StoreKey));
    }

    /// <summary>Why the package cannot serialize the type, as the end of a sentence; null if it can.</summary>
    /// <param name="type">A stored type that asks for it.</param>
    public static string? FindObstacle(INamedTypeSymbol type)
    {
        if (!IsReferenced(type))
        {
            return "the package MemoryPack is not referenced";
        }

        if (SymbolText.FindAttribute(type, MemoryPackNames.Packable) is not { } packable)
        {
            return "the type is not [MemoryPackable]";
        }

        // What has no references is its memory image to both, whatever the attributes say.
        if (type.IsUnmanagedType)
        {
            return null;
        }

        if (FormOf(packable) != (LayoutOf(type) == MemberOrder.VersionTolerant ? VersionTolerantForm : 0))
        {
            return "[MemoryPackable] asks for another form than its StoreLayout";
        }

        if (SymbolText.HasAttribute(type, StoreTypeNames.StoreUtf16))
        {
            return "[StoreUtf16] on the type has no counterpart there; mark the members";
        }

        if (!CasesOf(type, StoreTypeNames.StoreUnion).SetEquals(CasesOf(type, MemoryPackNames.Union)))
        {
            return "[StoreUnion] and [MemoryPackUnion] do not list the same types by the same tags";
        }

        return FindMember(type) is { } member
            ? $"the attributes of '{member.Name}' do not say the same to both serializers"
            : null;
    }

    // The package's assembly, or the user's own where it was copied into the source.
    private static bool IsReferenced(INamedTypeSymbol type)
    {
        return type.ContainingAssembly.GetTypeByMetadataName(MemoryPackNames.Serializer) is not null
            || type.ContainingModule.ReferencedAssemblySymbols.Any(static assembly =>
                assembly.GetTypeByMetadataName(MemoryPackNames.Serializer) is { DeclaredAccessibility: Accessibility.Public });
    }

    private static bool IsAskedForBy(AttributeData? attribute)
    {
        return attribute is not null
            && attribute.NamedArguments.Any(static argument => argument.Key == "Serializer" && argument.Value.Value is MemoryPackChoice);
    }

    private static int FormOf(AttributeData packable)
    {
        return packable.ConstructorArguments.FirstOrDefault(static argument =>
            argument.Type is INamedTypeSymbol type && SymbolText.IsNamed(type, MemoryPackNames.GenerateType)).Value is int form ? form : 0;
    }

    private static int LayoutOf(INamedTypeSymbol type)
    {
        AttributeData? attribute = SymbolText.FindAttribute(type, StoreTypeNames.StoreObject);
        return attribute?.ConstructorArguments.FirstOrDefault().Value is int layout ? layout : MemberOrder.Sequential;
    }

    private static HashSet<string> CasesOf(INamedTypeSymbol type, string attribute)
    {
        return
        [
            .. type.GetAttributes()
                .Where(data => data.AttributeClass is { } found && SymbolText.IsNamed(found, attribute))
                .Select(static data => string.Join(" ", data.ConstructorArguments.Select(static argument => argument.Value?.ToString()))),
        ];
    }

    private static ISymbol? FindMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            ISymbol? found = level.GetMembers().FirstOrDefault(static member =>
                member is IPropertySymbol or IFieldSymbol && !member.IsImplicitlyDeclared && MemberAttributes.Any(pair => Differs(member, pair.Ours, pair.Theirs)));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool Differs(ISymbol member, string ours, string theirs)
    {
        AttributeData? first = SymbolText.FindAttribute(member, ours);
        AttributeData? second = SymbolText.FindAttribute(member, theirs);
        return first is null || second is null
            ? first is not null || second is not null
            : !Equals(first.ConstructorArguments.FirstOrDefault().Value, second.ConstructorArguments.FirstOrDefault().Value);
    }
}
