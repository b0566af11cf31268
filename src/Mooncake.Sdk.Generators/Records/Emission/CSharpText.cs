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

    /// <summary>Text inside an XML comment.</summary>
    /// <param name="text">The text.</param>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

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
