namespace Mooncake.Embedded.Regex;

/// <summary>Parses an ECMAScript pattern like C++ <c>std::regex</c> in the C locale, byte by byte.</summary>
/// <remarks>
/// Where the standard leaves room, this follows GNU's library, which the reference is built with: assertions cannot be repeated,
/// quantifiers may follow each other, <c>{</c> never stands for itself, <c>[]</c> is the empty set and <c>[^]</c> everything, ranges
/// compare bytes as signed numbers, a reference to a group that took part in nothing fails. Only <c>\cX</c> is what ECMAScript
/// says, a control character; GNU's library reads it as the letter.
/// </remarks>
internal ref struct PatternParser
{
    /// <summary>
    /// The maximum nesting of groups, repetitions, choices and sequences; deeper patterns are rejected. All code that processes a pattern
    /// recurses as deeply, on threads of the host, whose stacks may be small: 128 KiB must be enough.
    /// </summary>
    internal const int MaxDepth = 100;

    private readonly ReadOnlySpan<byte> _pattern;
    private readonly List<bool> _closedGroups = [];
    private int _at;
    private int _depth;

    private PatternParser(ReadOnlySpan<byte> pattern) => _pattern = pattern;

    private readonly bool IsAtEnd => _at == _pattern.Length;

    /// <summary>Parses a whole pattern.</summary>
    /// <param name="pattern">Its UTF-8 bytes.</param>
    /// <param name="groups">The number of groups.</param>
    /// <exception cref="BytePatternException">The pattern is not valid.</exception>
    internal static PatternNode Parse(ReadOnlySpan<byte> pattern, out int groups)
    {
        PatternParser parser = new(pattern);
        PatternNode node = parser.ParseChoice();
        groups = parser._closedGroups.Count;
        return parser.IsAtEnd ? node : throw new BytePatternException("A parenthesis is closed that was not opened.");
    }

    private PatternNode ParseChoice()
    {
        if (_depth++ > MaxDepth)
        {
            throw TooDeep();
        }

        List<PatternNode> choices = [ParseSequence()];
        while (Take('|'))
        {
            choices.Add(ParseSequence());
        }

        _depth--;
        return choices.Count == 1 ? choices[0] : Bounded(new PatternNode.Choice([.. choices]));
    }

    private PatternNode ParseSequence()
    {
        List<PatternNode> parts = [];
        while (!IsAtEnd && _pattern[_at] is not ((byte)'|' or (byte)')'))
        {
            parts.Add(ParseRepeated());
        }

        return parts.Count switch
        {
            0 => new PatternNode.Empty(),
            1 => parts[0],
            _ => Bounded(new PatternNode.Sequence([.. parts])),
        };
    }

    private PatternNode ParseRepeated()
    {
        PatternNode node = ParseOne();
        while (TryParseQuantifier(out int least, out int most))
        {
            if (node is PatternNode.Assertion or PatternNode.LookAhead)
            {
                throw new BytePatternException("A quantifier follows an assertion.");
            }

            node = Bounded(new PatternNode.Repeat(node, least, most, IsLazy: Take('?')));
        }

        return node;
    }

    private bool TryParseQuantifier(out int least, out int most)
    {
        (least, most) = (0, -1);
        if (Take('*'))
        {
            return true;
        }

        if (Take('+'))
        {
            least = 1;
            return true;
        }

        if (Take('?'))
        {
            most = 1;
            return true;
        }

        if (!Take('{'))
        {
            return false;
        }

        least = most = ParseNumber();
        if (Take(','))
        {
            most = !IsAtEnd && _pattern[_at] == '}' ? -1 : ParseNumber();
        }

        if (!Take('}') || (most >= 0 && most < least))
        {
            throw new BytePatternException("A repetition in braces is not closed, or its end is before its start.");
        }

        return true;
    }

    private int ParseNumber()
    {
        int start = _at;
        long number = 0;
        while (!IsAtEnd && char.IsAsciiDigit((char)_pattern[_at]))
        {
            number = (number * 10) + (_pattern[_at++] - '0');
            if (number > int.MaxValue)
            {
                throw new BytePatternException("A number is too large.");
            }
        }

        return _at > start ? (int)number : throw new BytePatternException("A number is missing.");
    }

    private PatternNode ParseOne()
    {
        byte value = _pattern[_at++];
        switch ((char)value)
        {
            case '^':
                return new PatternNode.Assertion(PatternOperation.Start);
            case '$':
                return new PatternNode.Assertion(PatternOperation.End);
            case '.':
                return new PatternNode.OneOf(ByteSet.AnyButLineEnds);
            case '(':
                return ParseGroup();
            case '[':
                return new PatternNode.OneOf(BracketParser.Parse(_pattern, ref _at));
            case '\\':
                return ParseEscape();
            case '*' or '+' or '?' or '{':
                throw new BytePatternException("A quantifier has nothing to repeat.");
            default:
                return new PatternNode.Literal(value);
        }
    }

    private PatternNode ParseGroup()
    {
        if (Take('?'))
        {
            byte kind = IsAtEnd ? (byte)0 : _pattern[_at++];
            if (kind is not ((byte)':' or (byte)'=' or (byte)'!'))
            {
                throw new BytePatternException("A group starts with '(?' and not with '(?:', '(?=' or '(?!'.");
            }

            PatternNode inner = ParseGroupBody();
            return Bounded(kind == ':' ? new PatternNode.Sequence([inner]) : new PatternNode.LookAhead(inner, IsNegative: kind == '!'));
        }

        int number = _closedGroups.Count;
        _closedGroups.Add(false);
        PatternNode body = ParseGroupBody();
        _closedGroups[number] = true;
        return Bounded(new PatternNode.Group(body, number));
    }

    private PatternNode ParseGroupBody()
    {
        PatternNode body = ParseChoice();
        return Take(')') ? body : throw new BytePatternException("A parenthesis is not closed.");
    }

    private PatternNode ParseEscape()
    {
        if (IsAtEnd)
        {
            throw new BytePatternException("The pattern ends with a backslash.");
        }

        char kind = (char)_pattern[_at];
        switch (kind)
        {
            case 'b' or 'B':
                _at++;
                return new PatternNode.Assertion(kind == 'b' ? PatternOperation.WordEdge : PatternOperation.NoWordEdge);
            case >= '1' and <= '9':
                int number = ParseNumber() - 1;
                if (number >= _closedGroups.Count || !_closedGroups[number])
                {
                    throw new BytePatternException($"There is no closed group {number + 1} to refer to.");
                }

                return new PatternNode.BackReference(number);
            default:
                ByteSet? set = PatternEscapes.TryParseClass(_pattern, ref _at);
                return set is null ? new PatternNode.Literal(PatternEscapes.ParseByte(_pattern, ref _at)) : new PatternNode.OneOf(set);
        }
    }

    private static PatternNode Bounded(PatternNode node) => node.Depth <= MaxDepth ? node : throw TooDeep();

    private static BytePatternException TooDeep() => new($"The pattern nests deeper than {MaxDepth}.");

    private bool Take(char expected)
    {
        if (IsAtEnd || _pattern[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }
}
