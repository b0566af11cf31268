using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>What can be said about the formats that key parts take, and what was meant by ones that they do not take.</summary>
internal static class KeyFormats
{
    /// <summary>The formats that a type takes, for a message.</summary>
    /// <param name="type">A type that keys take.</param>
    public static string Describe(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return "use G for the name, or D, X or x with up to two digits for the number";
        }

        return KeyPartRules.KindOf(type, "") switch
        {
            KeyPartKind.Text or KeyPartKind.Bool => "remove the format",
            KeyPartKind.Guid => "use N, D, B or P",
            _ => "use D, X or x with up to two digits, such as D3 or x16",
        };
    }

    /// <summary>The format that was obviously meant.</summary>
    /// <param name="type">A type that keys take.</param>
    /// <param name="format">A format that it does not take.</param>
    /// <returns>The format; empty for none at all; null if it is not obvious.</returns>
    public static string? Mend(ITypeSymbol type, string format)
    {
        if (KeyPartRules.KindOf(type, "") is KeyPartKind.Text or KeyPartKind.Bool)
        {
            return "";
        }

        // The zeros of a custom format say how many digits there are to be.
        string candidate = format.Trim('0').Length == 0
            ? "D" + format.Length.ToString(CultureInfo.InvariantCulture)
            : format.ToUpperInvariant();
        return KeyPartRules.KindOf(type, candidate) == KeyPartKind.None ? null : candidate;
    }
}
