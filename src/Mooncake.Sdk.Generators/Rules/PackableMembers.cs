using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Finds the members that MemoryPack writes for a type, in its order. Only what decides about bytes is looked at.</summary>
internal static class PackableMembers
{
    private const string CustomFormatterOfOne = MemoryPackNames.CustomFormatter + "`1";
    private const string CustomFormatterOfTwo = MemoryPackNames.CustomFormatter + "`2";

    // Formatters that write what MemoryPack writes without them, or what every reader takes for it.
    private static readonly string[] NeutralFormatters =
    [
        "MemoryPack.Utf8StringFormatterAttribute",
        MemoryPackNames.Utf16,
        "MemoryPack.InternStringFormatterAttribute",
        "MemoryPack.OrdinalIgnoreCaseStringDictionaryFormatter`1",
        "MemoryPack.MemoryPoolFormatterAttribute`1",
        "MemoryPack.ReadOnlyMemoryPoolFormatterAttribute`1",
        StoreTypeNames.StoreBorrowed,
    ];

    /// <summary>The members of a type: base types first, otherwise as declared, moved by their stated orders.</summary>
    /// <param name="type">A <c>[MemoryPackable]</c> type.</param>
    /// <returns>The members with their orders, which are the slots in a version-tolerant type.</returns>
    public static List<(ISymbol Member, int Order)> Collect(INamedTypeSymbol type)
    {
        List<ISymbol> members = [];
        foreach (ISymbol member in LevelsOf(type).SelectMany(static level => level.GetMembers()).Where(IsCandidate))
        {
            // A member hides the one of its name in a base type; an override stands where its base member does.
            members.RemoveAll(other => other.Name == member.Name);
            members.Add(member);
        }

        return
        [
            .. members.Where(IsWritten)
                .Select(static (member, position) => (Member: member, Order: FindOrder(member) ?? position))
                .OrderBy(static item => item.Order),
        ];
    }

    /// <summary>
    /// The formatter that an attribute gives a member, if it may write other bytes than MemoryPack does without it; else null.
    /// </summary>
    /// <param name="member">The member.</param>
    public static ITypeSymbol? FindFormatter(ISymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is not { } found || NeutralFormatters.Contains(SymbolText.DefinitionOf(found)))
            {
                continue;
            }

            for (INamedTypeSymbol? level = found.BaseType; level is not null; level = level.BaseType)
            {
                switch (SymbolText.DefinitionOf(level))
                {
                    case CustomFormatterOfOne:
                        return found;
                    case CustomFormatterOfTwo:
                        return level.TypeArguments[0];
                }
            }
        }

        return null;
    }

    private static Stack<INamedTypeSymbol> LevelsOf(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels;
    }

    private static bool IsCandidate(ISymbol member) =>
        member is IFieldSymbol or IPropertySymbol
        && member is { IsStatic: false, IsImplicitlyDeclared: false, CanBeReferencedByName: true, IsOverride: false };

    private static bool IsWritten(ISymbol member)
    {
        bool isReadable = member is not IPropertySymbol property || (property.GetMethod is not null && !property.IsIndexer);
        return isReadable
            && !SymbolText.HasAttribute(member, MemoryPackNames.Ignore)
            && (member.DeclaredAccessibility == Accessibility.Public || SymbolText.HasAttribute(member, MemoryPackNames.Include));
    }

    private static int? FindOrder(ISymbol member) =>
        SymbolText.FindAttribute(member, MemoryPackNames.Order) is { ConstructorArguments.Length: 1 } attribute
        && attribute.ConstructorArguments[0].Value is int order
            ? order
            : null;
}
