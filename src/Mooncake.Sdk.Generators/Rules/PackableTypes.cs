using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Types that MemoryPack's generator serializes.</summary>
internal static class PackableTypes
{
    private const int VersionTolerant = 1;
    private const int CircularReference = 2;
    private const int NoGenerate = 4;

    /// <summary>True if MemoryPack's generator makes a formatter for a type.</summary>
    /// <param name="type">The type.</param>
    public static bool IsPackable(INamedTypeSymbol type)
    {
        return SymbolText.FindAttribute(type, MemoryPackNames.Packable) is { } attribute && GenerateTypeOf(attribute) != NoGenerate;
    }

    /// <summary>How values of a type are laid out: <c>Object</c>, <c>Tolerant</c> or <c>Union</c>.</summary>
    /// <param name="type">A type that is packable.</param>
    /// <param name="wire">Its notation in fingerprints.</param>
    public static string KindOf(INamedTypeSymbol type, out string wire)
    {
        int generateType = SymbolText.FindAttribute(type, MemoryPackNames.Packable) is { } attribute ? GenerateTypeOf(attribute) : 0;
        bool isTolerant = generateType is VersionTolerant or CircularReference;
        bool isUnion = SymbolText.HasAttribute(type, MemoryPackNames.Union);
        wire = isUnion ? "n" : isTolerant ? "v" : "o";
        return isUnion ? "Union" : isTolerant ? "Tolerant" : "Object";
    }

    private static int GenerateTypeOf(AttributeData attribute)
    {
        TypedConstant first = attribute.ConstructorArguments.FirstOrDefault();
        return first.Type is INamedTypeSymbol { Name: "GenerateType" } && first.Value is int value ? value : 0;
    }
}
