namespace Mooncake.Server.Protocol;

/// <summary>
/// Redis's patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a-z]</c>, and a backslash before a character that is meant itself.
/// </summary>
internal static class GlobPattern
{
    /// <summary>The bytes with which every text that matches begins.</summary>
    internal static ReadOnlySpan<byte> LiteralPrefix(ReadOnlySpan<byte> pattern)
    {
        int special = pattern.IndexOfAny("*?[\\"u8);
        return special < 0 ? pattern : pattern[..special];
    }

    /// <summary>True if a text matches. Takes at most time in proportion to the product of both lengths.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    internal static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        // Where the last star stands, and where the text that it covers ends: only the last one ever needs to cover more.
        int star = -1;
        int covered = 0;
        int at = 0;
        int i = 0;
        while (i < text.Length)
        {
            if (at < pattern.Length && pattern[at] == (byte)'*')
            {
                star = at++;
                covered = i;
            }
            else if (at < pattern.Length && MatchOne(pattern, ref at, text[i]))
            {
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++covered;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == (byte)'*')
        {
            at++;
        }

        return at == pattern.Length;
    }

    private static bool MatchOne(ReadOnlySpan<byte> pattern, ref int at, byte character)
    {
        switch (pattern[at])
        {
            case (byte)'?':
                at++;
                return true;
            case (byte)'[':
                return MatchClass(pattern, ref at, character);
            case (byte)'\\' when at + 1 < pattern.Length:
                at += 2;
                return pattern[at - 1] == character;
            default:
                return pattern[at++] == character;
        }
    }

    // A class that is not closed ends with the pattern, as in Redis.
    private static bool MatchClass(ReadOnlySpan<byte> pattern, ref int at, byte character)
    {
        at++;
        bool isNegated = at < pattern.Length && pattern[at] == (byte)'^';
        at += isNegated ? 1 : 0;
        bool isIn = false;
        while (at < pattern.Length && pattern[at] != (byte)']')
        {
            if (pattern[at] == (byte)'\\' && at + 1 < pattern.Length)
            {
                isIn |= pattern[at + 1] == character;
                at += 2;
            }
            else if (at + 2 < pattern.Length && pattern[at + 1] == (byte)'-')
            {
                byte low = Math.Min(pattern[at], pattern[at + 2]);
                byte high = Math.Max(pattern[at], pattern[at + 2]);
                isIn |= character >= low && character <= high;
                at += 3;
            }
            else
            {
                isIn |= pattern[at++] == character;
            }
        }

        at = Math.Min(at + 1, pattern.Length);
        return isIn != isNegated;
    }
}
