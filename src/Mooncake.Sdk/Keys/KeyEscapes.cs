using System.Buffers;
using System.ComponentModel;
using System.Globalization;

namespace Mooncake.Keys;

/// <summary>
/// The characters that must be escaped in a text part of one template: control characters (C0, DEL and C1), <c>%</c>, the comma, and the
/// template's own separators. Created once per template, by generated code. Immutable.
/// </summary>
/// <remarks>Such a character is written as the bytes of its UTF-8 form, each as <c>%</c> and two upper-case hexadecimal digits.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class KeyEscapes
{
    /// <summary>The last of the C1 control characters, which is the last control character.</summary>
    private const char LastControl = '\u009F';

    /// <summary>Creates the escapes for a template's separators.</summary>
    /// <param name="separators">The first character of each literal that follows a part; no surrogates.</param>
    /// <exception cref="ArgumentNullException"><paramref name="separators"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="separators"/> contains a surrogate.</exception>
    public KeyEscapes(string separators)
    {
        ArgumentNullException.ThrowIfNull(separators);
        List<char> characters = ['%', ','];
        for (char c = '\0'; c <= LastControl; c++)
        {
            if (char.IsControl(c))
            {
                characters.Add(c);
            }
        }

        foreach (char separator in separators)
        {
            if (char.IsSurrogate(separator))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"U+{(int)separator:X4} is half a character; a separator is a whole one."),
                    nameof(separators));
            }

            characters.Add(separator);
        }

        Characters = SearchValues.Create([.. characters]);
        AsciiCharacters = SearchValues.Create([.. characters.Where(char.IsAscii)]);
    }

    /// <summary>The characters.</summary>
    internal SearchValues<char> Characters { get; }

    /// <summary>The ASCII characters among them: faster to search for, and sufficient for ASCII text.</summary>
    internal SearchValues<char> AsciiCharacters { get; }
}
