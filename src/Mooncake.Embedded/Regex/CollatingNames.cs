using System.Text;

namespace Mooncake.Embedded.Regex;

/// <summary>The POSIX names of characters and classes inside a bracket expression.</summary>
internal static class CollatingNames
{
    // The portable character set in order, from 0 to 127.
    private static readonly string[] Characters =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "alert", "backspace", "tab", "newline", "vertical-tab", "form-feed",
        "carriage-return", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "IS4", "IS3",
        "IS2", "IS1", "space", "exclamation-mark", "quotation-mark", "number-sign", "dollar-sign", "percent-sign", "ampersand",
        "apostrophe", "left-parenthesis", "right-parenthesis", "asterisk", "plus-sign", "comma", "hyphen", "period", "slash", "zero",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "colon", "semicolon", "less-than-sign", "equals-sign",
        "greater-than-sign", "question-mark", "commercial-at", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N",
        "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "left-square-bracket", "backslash", "right-square-bracket",
        "circumflex", "underscore", "grave-accent", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
        "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "left-curly-bracket", "vertical-line", "right-curly-bracket", "tilde", "DEL",
    ];

    /// <summary>The character of <c>[.name.]</c>, or -1.</summary>
    internal static int CharacterOf(ReadOnlySpan<byte> name) => Array.IndexOf(Characters, Encoding.Latin1.GetString(name));

    /// <summary>The bytes of <c>[:name:]</c> in the C locale; null if there is no such class. Case does not matter.</summary>
    internal static ByteSet? ClassOf(ReadOnlySpan<byte> name) => Encoding.Latin1.GetString(name).ToLowerInvariant() switch
    {
        "d" or "digit" => ByteSet.Digits,
        "w" => ByteSet.WordBytes,
        "s" or "space" => ByteSet.Spaces,
        "alnum" => ByteSet.Of(char.IsAsciiLetterOrDigit),
        "alpha" => ByteSet.Of(char.IsAsciiLetter),
        "blank" => ByteSet.Of(c => c is ' ' or '\t'),
        "cntrl" => ByteSet.Of(c => c is < ' ' or '\x7f'),
        "graph" => ByteSet.Of(c => c is > ' ' and < '\x7f'),
        "lower" => ByteSet.Of(char.IsAsciiLetterLower),
        "print" => ByteSet.Of(c => c is >= ' ' and < '\x7f'),
        "punct" => ByteSet.Of(c => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c)),
        "upper" => ByteSet.Of(char.IsAsciiLetterUpper),
        "xdigit" => ByteSet.Of(char.IsAsciiHexDigit),
        _ => null,
    };
}
