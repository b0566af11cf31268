using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>Finds where each character of a string literal's value stands in the source.</summary>
internal static class LiteralOffsets
{
    /// <summary>The offsets in the file.</summary>
    /// <param name="token">A string literal: plain, verbatim, or raw on one line.</param>
    /// <returns>One for each UTF-16 unit of the value and one for its end; null for literals that it cannot map.</returns>
    public static int[]? Find(SyntaxToken token)
    {
        string text = token.Text;
        List<int> offsets = [];
        bool isMapped = token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when text.StartsWith("@", StringComparison.Ordinal) => MapVerbatim(text, offsets),
            SyntaxKind.StringLiteralToken => MapPlain(text, offsets),
            SyntaxKind.SingleLineRawStringLiteralToken => MapRaw(text, offsets),
            _ => false,
        };
        return isMapped && offsets.Count == token.ValueText.Length + 1
            ? [.. offsets.Select(offset => token.SpanStart + offset)]
            : null;
    }

    private static bool MapVerbatim(string text, List<int> offsets)
    {
        int position = 2;
        while (position < text.Length - 1)
        {
            offsets.Add(position);
            position += text[position] == '"' ? 2 : 1;
        }

        offsets.Add(position);
        return true;
    }

    private static bool MapPlain(string text, List<int> offsets)
    {
        int position = 1;
        while (position < text.Length - 1)
        {
            offsets.Add(position);
            if (text[position] != '\\')
            {
                position++;
                continue;
            }

            switch (text[position + 1])
            {
                case 'u':
                    position += 6;
                    break;
                case 'U' or 'x':
                    // As many units as digits decide: such a literal is flagged as a whole.
                    return false;
                default:
                    position += 2;
                    break;
            }
        }

        offsets.Add(position);
        return true;
    }

    private static bool MapRaw(string text, List<int> offsets)
    {
        int quotes = text.Length - text.TrimStart('"').Length;
        for (int position = quotes; position <= text.Length - quotes; position++)
        {
            offsets.Add(position);
        }

        return true;
    }
}
