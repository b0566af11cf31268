using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The types without type arguments that are encoded by a rule of their own.</summary>
internal static class ScalarTypes
{
    /// <summary>The codec of such a type, or null if it is not one.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isUtf16">True to write strings in UTF-16.</param>
    public static CodecModel? Find(ITypeSymbol type, bool isUtf16)
    {
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => Image(type, "BooleanImage", 1),
            SpecialType.System_SByte or SpecialType.System_Byte => Raw(type, 1),
            SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => Raw(type, 2),
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => Raw(type, 4),
            SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => Raw(type, 8),
            SpecialType.System_Decimal => Image(type, "DecimalImage", 16),
            SpecialType.System_DateTime => Image(type, "DateTimeImage", 8),
            SpecialType.System_String => Codec(isUtf16 ? "Utf16StringCodec" : "StringCodec"),
            _ => type is INamedTypeSymbol named ? FindNamed(named) : null,
        };
    }

    private static CodecModel? FindNamed(INamedTypeSymbol type)
    {
        if (type.EnumUnderlyingType is { } underlying)
        {
            return Find(underlying, isUtf16: false) is { } image ? Raw(type, image.Size) : null;
        }

        return SymbolText.DefinitionOf(type) switch
        {
            "System.Half" => Raw(type, 2),
            "System.Int128" or "System.UInt128" or "System.Guid" => Raw(type, 16),
            "System.TimeSpan" => Raw(type, 8),
            "System.DateTimeOffset" => Image(type, "DateTimeOffsetImage", 16),
            "System.DateOnly" => Image(type, "DateOnlyImage", 4),
            "System.TimeOnly" => Image(type, "TimeOnlyImage", 8),
            "System.Text.Rune" => Image(type, "RuneImage", 4),
            "System.Numerics.BigInteger" => Codec("BigIntegerCodec"),
            "System.Uri" => Codec("UriCodec"),
            "System.Version" => Codec("VersionCodec"),
            "System.Text.StringBuilder" => Codec("StringBuilderCodec"),
            _ => null,
        };
    }

    private static CodecModel Codec(string name) => new(StoreTypeNames.Codecs + name);

    private static CodecModel Raw(ITypeSymbol type, int size)
    {
        string text = SymbolText.Of(type);
        string image = $"{StoreTypeNames.Codecs}RawImage<{text}>";
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{text}, {image}>", image, IsRaw: true, size);
    }

    private static CodecModel Image(ITypeSymbol type, string name, int size)
    {
        string image = StoreTypeNames.Codecs + name;
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{SymbolText.Of(type)}, {image}>", image, IsRaw: false, size);
    }
}
