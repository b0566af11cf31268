using System.Globalization;
using System.Text;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>Percent-encodes what is known when the code is generated, exactly as the Sdk's <c>KeyWriter</c> does at run time.</summary>
internal static class KeyEscaping
{
    /// <summary>Encodes the characters that do not stand raw in a text part.</summary>
    /// <param name="text">A name from source code: whole UTF-16.</param>
    /// <param name="separators">The template's separators; no surrogates.</param>
    public static string Escape(string text, string separators)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            if (c is not ('%' or ',') && !char.IsControl(c) && separators.IndexOf(c) < 0)
            {
                escaped.Append(c);
                continue;
            }

            foreach (byte value in Encoding.UTF8.GetBytes([c]))
            {
                escaped.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
