using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The attributes by which this SDK and MemoryPack are told the same, each by its own.</summary>
internal static class SerializerAttributes
{
    private static readonly (string Store, string MemoryPack)[] Pairs =
    [
        (StoreTypeNames.StoreIgnore, MemoryPackNames.Ignore),
        (StoreTypeNames.StoreInclude, MemoryPackNames.Include),
        (StoreTypeNames.StoreOrder, MemoryPackNames.Order),
        (StoreTypeNames.StoreKeepInitializer, MemoryPackNames.KeepInitializer),
        (StoreTypeNames.StoreUtf16, MemoryPackNames.Utf16),
        (StoreTypeNames.StoreConstructor, MemoryPackNames.Constructor),
        (StoreTypeNames.StoreUnion, MemoryPackNames.Union),
    ];

    /// <summary>The attributes on a symbol that speak to one serializer only.</summary>
    /// <param name="symbol">A type, member or constructor.</param>
    /// <param name="isStore">True for this SDK's attributes, false for MemoryPack's.</param>
    /// <returns>
    /// Each with the full name of the other serializer's; null where that has none for the symbol, or where it stands there already.
    /// </returns>
    public static IEnumerable<(AttributeData Attribute, string? Counterpart)> Find(ISymbol symbol, bool isStore)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            foreach ((string store, string memoryPack) in Pairs)
            {
                if (attribute.AttributeClass is { } found && SymbolText.IsNamed(found, isStore ? store : memoryPack))
                {
                    yield return (attribute, CounterpartOf(symbol, attribute, isStore ? memoryPack : store));
                }
            }

            if (!isStore && attribute.AttributeClass is { } ours && SymbolText.IsNamed(ours, StoreTypeNames.StoreBorrowed))
            {
                yield return (attribute, null);
            }
        }
    }

    private static string? CounterpartOf(ISymbol symbol, AttributeData attribute, string counterpart)
    {
        bool isThere = counterpart is MemoryPackNames.Union or StoreTypeNames.StoreUnion
            ? symbol.GetAttributes().Any(other => IsSameCase(other, attribute, counterpart))
            : SymbolText.HasAttribute(symbol, counterpart);
        bool fits = counterpart != MemoryPackNames.Utf16
            || symbol is IPropertySymbol { Type.SpecialType: SpecialType.System_String }
                or IFieldSymbol { Type.SpecialType: SpecialType.System_String };
        return isThere || !fits ? null : counterpart;
    }

    private static bool IsSameCase(AttributeData other, AttributeData attribute, string counterpart) =>
        other.AttributeClass is { } found
        && SymbolText.IsNamed(found, counterpart)
        && other.ConstructorArguments.Length > 0
        && attribute.ConstructorArguments.Length > 0
        && Equals(other.ConstructorArguments[0].Value, attribute.ConstructorArguments[0].Value);
}
