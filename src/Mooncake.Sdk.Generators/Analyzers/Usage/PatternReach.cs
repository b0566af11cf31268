namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// Decides whether a valid pattern matches every key whatever it is: keys are not empty, and a match may stand anywhere in one.
/// What asks for certain characters, or looks around, never counts; so nothing is said of a pattern in doubt.
/// </summary>
internal sealed class PatternReach
{
    private readonly string _text;
    private int _at;

    private PatternReach(string text) => _text = text;

    /// <summary>What a piece of a pattern asks of a key, from the least to the most.</summary>
    private enum Demand
    {
        /// <summary>Nothing: it can match the empty text.</summary>
        Nothing,

        /// <summary>One character, whichever.</summary>
        OneCharacter,

        /// <summary>Something that not every key has.</summary>
        Something,
    }

    /// <summary>True if every key has a match.</summary>
    /// <param name="pattern">A pattern that the store reads.</param>
    public static bool IsEverything(string pattern)
    {
        PatternReach reach = new(pattern);
        bool isEverything = false;
        do
        {
            isEverything |= reach.ReadAlternative(isGrouped: false, out _) != Demand.Something;
        }
        while (reach.Skip('|'));
        return isEverything;
    }

    /// <summary>Reads up to a bar, a closing parenthesis or the end.</summary>
    /// <param name="isGrouped">True inside of a group, where anchors are not followed.</param>
    /// <param name="isWide">True if it can match any text of any length.</param>
    private Demand ReadAlternative(bool isGrouped, out bool isWide)
    {
        isWide = false;
        int characters = 0;
        bool begins = false;
        bool ends = false;
        Demand whole = Demand.Nothing;
        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            // An anchor is followed at its proper place only.
            bool isMisplaced = ends || (_text[_at] == '^' && (isGrouped || _at != start)) || (_text[_at] == '$' && isGrouped);
            begins |= _text[_at] == '^';
            ends |= _text[_at] == '$';
            Demand demand = ReadTerm(out bool isTermWide);
            isWide |= isTermWide;
            characters += demand == Demand.OneCharacter ? 1 : 0;
            whole = isMisplaced || demand == Demand.Something ? Demand.Something : whole;
        }

        bool isWithinReach = whole != Demand.Something && characters <= 1 && (isWide || !begins || !ends);
        return !isWithinReach ? Demand.Something : characters == 1 ? Demand.OneCharacter : Demand.Nothing;
    }

    private Demand ReadTerm(out bool isWide)
    {
        char c = _text[_at];
        if (c is '^' or '$')
        {
            _at++;
            isWide = false;
            return Demand.Nothing;
        }

        Demand demand = ReadAtom(out isWide);
        bool isAny = demand == Demand.OneCharacter;
        while (_at < _text.Length && _text[_at] is '*' or '+' or '?' or '{')
        {
            bool mayBeAbsent = _text[_at] is '*' or '?' || IsNext("{0,") || IsNext("{0}");
            isWide |= isAny && _text[_at] is '*' or '+';
            demand = mayBeAbsent ? Demand.Nothing : demand == Demand.OneCharacter && _text[_at] == '{' ? Demand.Something : demand;
            _at = _text[_at] == '{' ? _text.IndexOf('}', _at) + 1 : _at + 1;

            // One more question mark only makes the repetition frugal.
            _ = Skip('?');
        }

        return demand;
    }

    private Demand ReadAtom(out bool isWide)
    {
        isWide = false;
        switch (_text[_at++])
        {
            case '.':
                return Demand.OneCharacter;
            case '(':
                return ReadGroup(out isWide);
            case '[':
                return ReadBracket();
            case '\\':
                _at++;
                return Demand.Something;
            default:
                return Demand.Something;
        }
    }

    private Demand ReadGroup(out bool isWide)
    {
        bool looksAround = IsNext("?=") || IsNext("?!");
        _at += looksAround || IsNext("?:") ? 2 : 0;
        Demand least = Demand.Something;
        isWide = false;
        do
        {
            Demand demand = ReadAlternative(isGrouped: true, out bool isAlternativeWide);
            isWide |= isAlternativeWide && demand != Demand.Something;
            least = demand < least ? demand : least;
        }
        while (Skip('|'));
        _at++;
        return looksAround ? Demand.Something : least;
    }

    /// <summary>Reads a set up to its end; only the set of all characters asks for nothing in particular.</summary>
    private Demand ReadBracket()
    {
        bool isAll = IsNext("^]");
        while (_at < _text.Length && _text[_at] != ']')
        {
            bool isNamed = _text[_at] == '[' && _at + 1 < _text.Length && _text[_at + 1] is ':' or '.' or '=';
            _at = isNamed
                ? _text.IndexOf($"{_text[_at + 1]}]", _at + 2, StringComparison.Ordinal) + 2
                : _at + (_text[_at] == '\\' ? 2 : 1);
        }

        _at++;
        return isAll ? Demand.OneCharacter : Demand.Something;
    }

    private bool IsNext(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private bool Skip(char c)
    {
        bool isThere = _at < _text.Length && _text[_at] == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
