using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Small pieces of C# text.</summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    /// <param name="text">The string.</param>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A literal of UTF-8 bytes.</summary>
    /// <param name="text">Whole UTF-16.</param>
    public static string Utf8(string text) => Literal(text) + "u8";

    /// <summary>Text inside an XML comment of one line.</summary>
    /// <param name="text">The text: no control characters, no lone surrogates.</param>
    public static string Xml(string text)
    {
        StringBuilder xml = new();
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),

                // They end a line of C#.
                '\u2028' or '\u2029' => xml.Append("&#x").Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append(';'),

                // XML has no way to write them.
                '\ufffe' or '\uffff' => xml.Append("\\u").Append(((int)c).ToString("x", CultureInfo.InvariantCulture)),
                _ => xml.Append(c),
            };
        }

        return xml.ToString();
    }

    /// <summary>A name that none of a key's parameters has.</summary>
    /// <param name="name">The name wanted.</param>
    /// <param name="taken">The parameters' names.</param>
    public static string Unique(string name, IEnumerable<string> taken)
    {
        while (taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
