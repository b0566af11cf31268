namespace Mooncake.Embedded.Regex;

/// <summary>Parses a bracket expression, <c>[...]</c>.</summary>
internal static class BracketParser
{
    /// <summary>Parses from after the opening bracket to after the closing one.</summary>
    /// <exception cref="BytePatternException">The expression is not valid.</exception>
    internal static ByteSet Parse(ReadOnlySpan<byte> pattern, ref int at)
    {
        bool isNegative = at < pattern.Length && pattern[at] == '^';
        at += isNegative ? 1 : 0;
        ByteSet set = new();

        // The byte that may start a range: -1 for none yet, -2 after a class, which cannot start one.
        const int Nothing = -1;
        const int Class = -2;
        int last = Nothing;
        while (true)
        {
            byte value = Next(pattern, at);
            if (value == ']')
            {
                at++;
                return isNegative ? set.Complement() : set;
            }

            if (value != '-')
            {
                last = ParseItem(pattern, ref at, set, out _) is int item and >= 0 ? item : Class;
                continue;
            }

            at++;
            byte next = Next(pattern, at);
            if (next == ']')
            {
                set.Add((byte)'-');
                continue;
            }

            if (last == Class)
            {
                throw new BytePatternException("A range starts with a class.");
            }

            if (last == Nothing)
            {
                // After a finished range or at the start a hyphen is literal, and may start a range.
                set.Add((byte)'-');
                last = '-';
                continue;
            }

            int end = next == '-' ? TakeHyphen(ref at) : ParseItem(pattern, ref at, set, out bool isNamed) is int limit and >= 0 && !isNamed ? limit : Class;
            AddRange(set, last, end);
            last = Nothing;
        }
    }

    private static int TakeHyphen(ref int at)
    {
        at++;
        return '-';
    }

    private static void AddRange(ByteSet set, int first, int last)
    {
        // A char is signed where the reference runs, and its ranges compare chars.
        if (last < 0 || (sbyte)first > (sbyte)last)
        {
            throw new BytePatternException("A range ends with a class, or before it starts.");
        }

        for (int value = (sbyte)first; value <= (sbyte)last; value++)
        {
            set.Add((byte)value);
        }
    }

    /// <summary>Parses one item and adds it to the set.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="at">The start of the item; the position after it on return.</param>
    /// <param name="set">The set.</param>
    /// <param name="isNamed">True if the item has the form <c>[.x.]</c>.</param>
    /// <returns>The byte that may start a range, or -1 for a class.</returns>
    private static int ParseItem(ReadOnlySpan<byte> pattern, ref int at, ByteSet set, out bool isNamed)
    {
        isNamed = false;
        byte value = pattern[at++];
        if (value == '[' && at < pattern.Length && pattern[at] is (byte)':' or (byte)'.' or (byte)'=')
        {
            isNamed = true;
            return ParseNamed(pattern, ref at, set);
        }

        if (value == '\\')
        {
            byte kind = Next(pattern, at);
            if (kind is (byte)'B' or (>= (byte)'1' and <= (byte)'9'))
            {
                throw new BytePatternException("An escape has no meaning inside of brackets.");
            }

            if (PatternEscapes.TryParseClass(pattern, ref at) is { } escaped)
            {
                set.Add(escaped);
                return -1;
            }

            value = PatternEscapes.ParseByte(pattern, ref at);
            value = kind == 'b' ? (byte)'\b' : value;
        }

        set.Add(value);
        return value;
    }

    private static int ParseNamed(ReadOnlySpan<byte> pattern, ref int at, ByteSet set)
    {
        byte kind = pattern[at++];
        int length = pattern[at..].IndexOf([kind, (byte)']']);
        if (length < 0)
        {
            throw new BytePatternException("A named class or character is not closed.");
        }

        ReadOnlySpan<byte> name = pattern.Slice(at, length);
        at += length + 2;
        if (kind == ':')
        {
            set.Add(CollatingNames.ClassOf(name) ?? throw new BytePatternException("There is no class of this name."));
            return -1;
        }

        int character = CollatingNames.CharacterOf(name);
        if (character < 0)
        {
            throw new BytePatternException("There is no character of this name.");
        }

        set.Add((byte)character);
        if (kind == '.')
        {
            return character;
        }

        // In the C locale, letters that differ only in case are equivalent.
        if (char.IsAsciiLetter((char)character))
        {
            set.Add((byte)(character ^ 0x20));
        }

        return -1;
    }

    private static byte Next(ReadOnlySpan<byte> pattern, int at) =>
        at < pattern.Length ? pattern[at] : throw new BytePatternException("A bracket is not closed.");
}
