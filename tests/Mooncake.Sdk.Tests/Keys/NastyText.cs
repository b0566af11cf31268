using System.Text;

namespace Mooncake.Sdk.Tests.Keys;

/// <summary>Strings made to break key formats, always the same ones for a seed.</summary>
internal static class NastyText
{
    private static readonly string[] Pieces =
    [
        "", "a", "Z", "0", "-", ":", "/", "%", ",", "%2D", "%2d", "%25", "%", "\0", "\u0001", "\n", "\u001F", "\u007F", "\u0080", "\u009B", "\u00A0",
        "é", "e\u0301", "\u2028", "\uFEFF", "\uFFFD", "\uFFFF", "漢", "🥮", "\U0010FFFF", " ", "..", "\\", "{", "}", "5", "-5",
    ];

    /// <summary>A string of up to eight awkward pieces.</summary>
    internal static string Next(Random random)
    {
        StringBuilder text = new();
        for (int count = random.Next(9); count > 0; count--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
