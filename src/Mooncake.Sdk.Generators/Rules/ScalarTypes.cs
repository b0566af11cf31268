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
            SpecialType.System_Boolean => Checked(type, 1, "b"),
            SpecialType.System_SByte => Raw(type, 1, "i1"),
            SpecialType.System_Byte => Raw(type, 1, "u1"),
            SpecialType.System_Int16 => Raw(type, 2, "i2"),
            SpecialType.System_UInt16 => Raw(type, 2, "u2"),
            SpecialType.System_Char => Raw(type, 2, "c"),
            SpecialType.System_Int32 => Raw(type, 4, "i4"),
            SpecialType.System_UInt32 => Raw(type, 4, "u4"),
            SpecialType.System_Single => Raw(type, 4, "f4"),
            SpecialType.System_Int64 => Raw(type, 8, "i8"),
            SpecialType.System_UInt64 => Raw(type, 8, "u8"),
            SpecialType.System_Double => Raw(type, 8, "f8"),
            SpecialType.System_Decimal => Checked(type, 16, "dec"),
            SpecialType.System_DateTime => Checked(type, 8, "dt"),
            SpecialType.System_String => Codec(isUtf16 ? "Utf16StringCodec" : "StringCodec", "s"),
            _ => type is INamedTypeSymbol named ? FindNamed(named) : null,
        };
    }

    private static CodecModel? FindNamed(INamedTypeSymbol type)
    {
        if (type.EnumUnderlyingType is { } underlying)
        {
            return Find(underlying, isUtf16: false) is { } image ? Raw(type, image.Size, image.Wire) : null;
        }

        return SymbolText.DefinitionOf(type) switch
        {
            "System.Half" => Raw(type, 2, "f2"),
            "System.Int128" => Raw(type, 16, "i16"),
            "System.UInt128" => Raw(type, 16, "u16"),
            "System.Guid" => Raw(type, 16, "guid"),
            "System.TimeSpan" => Raw(type, 8, "span"),
            "System.DateTimeOffset" => Checked(type, 16, "dto"),
            "System.DateOnly" => Checked(type, 4, "date"),
            "System.TimeOnly" => Checked(type, 8, "time"),
            "System.Text.Rune" => Checked(type, 4, "rune"),
            "System.Numerics.BigInteger" => Codec("BigIntegerCodec", "bigint"),
            "System.Collections.BitArray" => Codec("BitArrayCodec", "t(i4,[i4])"),
            _ => null,
        };
    }

    private static CodecModel Codec(string name, string wire) => new(StoreTypeNames.Codecs + name, wire);

    private static CodecModel Raw(ITypeSymbol type, int size, string wire)
    {
        string text = SymbolText.Of(type);
        string image = $"{StoreTypeNames.Codecs}RawImage<{text}>";
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{text}, {image}>", wire, image, IsRaw: true, size);
    }

    private static CodecModel Checked(ITypeSymbol type, int size, string wire)
    {
        string text = SymbolText.Of(type);
        string image = $"{StoreTypeNames.Codecs}CheckedImage<{text}>";
        return new CodecModel($"{StoreTypeNames.Codecs}ImageCodec<{text}, {image}>", wire, image, IsRaw: false, size);
    }
}
