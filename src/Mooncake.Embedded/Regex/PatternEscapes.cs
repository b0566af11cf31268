using System.Globalization;

namespace Mooncake.Embedded.Regex;

/// <summary>Parses the escapes with the same meaning inside and outside of brackets. Positions are after the backslash.</summary>
internal static class PatternEscapes
{
    /// <summary>Reads <c>\d \D \s \S \w \W</c>; returns null, and reads nothing, for any other.</summary>
    internal static ByteSet? TryParseClass(ReadOnlySpan<byte> pattern, ref int at)
    {
        ByteSet? set = (char)(pattern[at] | 0x20) switch
        {
            'd' => ByteSet.Digits,
            's' => ByteSet.Spaces,
            'w' => ByteSet.WordBytes,
            _ => null,
        };
        if (set is null || !char.IsAsciiLetter((char)pattern[at]))
        {
            return null;
        }

        return char.IsAsciiLetterUpper((char)pattern[at++]) ? set.Complement() : set;
    }

    /// <summary>Parses an escape that represents one byte.</summary>
    /// <exception cref="BytePatternException">It is incomplete.</exception>
    internal static byte ParseByte(ReadOnlySpan<byte> pattern, ref int at)
    {
        byte kind = pattern[at++];
        return (char)kind switch
        {
            '0' => 0,
            'f' => (byte)'\f',
            'n' => (byte)'\n',
            'r' => (byte)'\r',
            't' => (byte)'\t',
            'v' => (byte)'\v',
            'c' => ParseControl(pattern, ref at),
            'x' => ParseHex(pattern, ref at, 2),

            // A char is one byte: as in the reference, the low byte is used.
            'u' => ParseHex(pattern, ref at, 4),
            _ => kind,
        };
    }

    private static byte ParseControl(ReadOnlySpan<byte> pattern, ref int at)
    {
        if (at == pattern.Length || !char.IsAsciiLetter((char)pattern[at]))
        {
            throw new BytePatternException("'\\c' is not followed by a letter.");
        }

        return (byte)(pattern[at++] & 0x1F);
    }

    private static byte ParseHex(ReadOnlySpan<byte> pattern, ref int at, int digits)
    {
        if (pattern.Length - at < digits
            || !ushort.TryParse(pattern.Slice(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
        {
            throw new BytePatternException($"{digits} hexadecimal digits are missing.");
        }

        at += digits;
        return (byte)value;
    }
}
