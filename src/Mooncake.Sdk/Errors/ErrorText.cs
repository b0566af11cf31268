using System.Globalization;
using System.Text;

namespace Mooncake.Errors;

/// <summary>Makes external text safe for one line of a log.</summary>
internal static class ErrorText
{
    /// <summary>The number of characters of a key, pattern or setting that a message shows.</summary>
    private const int Longest = 200;

    /// <summary>The text, truncated if it is long.</summary>
    /// <param name="text">A key, a pattern, a setting.</param>
    internal static string Cut(string text) => text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}... ({text.Length} characters)";

    /// <summary>The text with its control characters escaped as <c>\u000A</c>, so that it is always one line.</summary>
    /// <param name="text">Any text.</param>
    internal static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        StringBuilder clean = new(text.Length + 16);
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
