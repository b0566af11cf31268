using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Which members can be parts of a key, in which formats, and what may stand behind them.</summary>
internal static class KeyPartRules
{
    /// <summary>The most digits that a format can ask for.</summary>
    private const int MaxDigits = 99;

    /// <summary>How a member of a type is written in a format.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="format">The placeholder's format, or empty.</param>
    /// <returns>None if the type cannot be a key part, or not in this format.</returns>
    public static KeyPartKind KindOf(ITypeSymbol type, string format)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum })
        {
            return format == "G" ? KeyPartKind.EnumName : IntegerKind(format);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return format.Length == 0 && type.NullableAnnotation != NullableAnnotation.Annotated ? KeyPartKind.Text : KeyPartKind.None;
            case SpecialType.System_Boolean:
                return format.Length == 0 ? KeyPartKind.Bool : KeyPartKind.None;
            default:
                return IsInteger(type) ? IntegerKind(format) : IsGuid(type) && format is ("" or "D" or "N" or "B" or "P") ? KeyPartKind.Guid : KeyPartKind.None;
        }
    }

    /// <summary>True if where a part ends can be told from the literal that follows it.</summary>
    /// <param name="kind">How the part is written.</param>
    /// <param name="literal">The literal; empty at the template's end.</param>
    public static bool CanFollow(KeyPartKind kind, string literal)
    {
        if (literal.Length == 0)
        {
            return true;
        }

        char first = literal[0];
        return kind switch
        {
            // A percent sign begins an escape, a letter or digit would make everyday text unreadable.
            KeyPartKind.Text or KeyPartKind.EnumName => first != '%' && !char.IsLetterOrDigit(first),
            KeyPartKind.Decimal => first is not (>= '0' and <= '9'),
            KeyPartKind.Hexadecimal => first is not ((>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f')),

            // Always equally long.
            KeyPartKind.Guid or KeyPartKind.Bool => true,
            _ => false,
        };
    }

    /// <summary>True if a type is an integer of a size that is the same on every machine.</summary>
    /// <param name="type">The type.</param>
    private static bool IsInteger(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 => true,
        _ => IsSystemStruct(type, "Int128") || IsSystemStruct(type, "UInt128"),
    };

    private static bool IsGuid(ITypeSymbol type) => IsSystemStruct(type, "Guid");

    private static bool IsSystemStruct(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, Arity: 0, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;

    private static KeyPartKind IntegerKind(string format)
    {
        if (format.Length == 0)
        {
            return KeyPartKind.Decimal;
        }

        string digits = format.Substring(1);
        bool isCounted = digits.Length is 0
            || (digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MaxDigits);
        return format[0] switch
        {
            'D' when isCounted => KeyPartKind.Decimal,
            'X' or 'x' when isCounted => KeyPartKind.Hexadecimal,
            _ => KeyPartKind.None,
        };
    }
}
