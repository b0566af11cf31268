using System.Globalization;
using System.Text;

namespace Mooncake.Cli.Output;

/// <summary>Text that cannot change a terminal.</summary>
internal static class Printable
{
    /// <summary>
    /// The text with control characters, marks that change the direction of writing and broken surrogates as <c>\u001B</c>. Line breaks
    /// are escaped too, so the text is one line.
    /// </summary>
    /// <param name="text">Any text, such as a key.</param>
    internal static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && !MustEscape(text, first))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        StringBuilder clean = new(text.Length + 16);
        clean.Append(text, 0, first);
        for (int i = first; i < text.Length; i++)
        {
            _ = MustEscape(text, i)
                ? clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}")
                : clean.Append(text[i]);
        }

        return clean.ToString();
    }

    private static bool MustEscape(string text, int index)
    {
        char c = text[index];
        return c switch
        {
            < ' ' or (>= '\u007F' and <= '\u009F') => true,
            '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') =>
                true,
            _ when char.IsHighSurrogate(c) => index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]),
            _ when char.IsLowSurrogate(c) => index == 0 || !char.IsHighSurrogate(text[index - 1]),
            _ => false,
        };
    }
}
