using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// A regular expression as the store reads it: ECMAScript in the reading of C++ <c>std::regex</c>. What is not looked into here,
/// such as the inside of brackets, counts as valid.
/// </summary>
internal sealed class StorePattern
{
    private const string NothingToRepeat = "a quantifier has nothing to repeat; put a backslash before it if it is a literal";

    private readonly List<int> _bars = [];

    // The groups that are open, true for assertions, which cannot be repeated.
    private readonly Stack<bool> _open = new();
    private int _groups;
    private int _at;

    private StorePattern(string text) => Text = text;

    /// <summary>The pattern.</summary>
    public string Text { get; }

    /// <summary>What is wrong and what to do, or null if nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the pattern matches every key whatever it is.</summary>
    public bool MatchesEverything => Error is null && PatternReach.IsEverything(Text);

    /// <summary>Whether there is a choice outside of groups.</summary>
    public bool HasAlternatives => _bars.Count > 0;

    /// <summary>Whether every alternative is tied to the key's begin or end.</summary>
    public bool IsAnchored
    {
        get
        {
            int start = 0;
            foreach (int end in _bars.Append(Text.Length))
            {
                bool isTiedToEnd = end > start && Text[end - 1] == '$' && (end - 1 == start || Text[end - 2] != '\\');
                if (!isTiedToEnd && !IsAnchoredFrom(start))
                {
                    return false;
                }

                start = end + 1;
            }

            return true;
        }
    }

    /// <summary>The pattern of a removal by pattern, where it is a constant.</summary>
    /// <param name="call">Any call.</param>
    /// <param name="symbols">The SDK's types.</param>
    public static IArgumentOperation? In(IInvocationOperation call, StoreSymbols symbols)
    {
        bool isByPattern = call.TargetMethod.Name switch
        {
            "RemoveByRegexAsync" => StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Raw),
            _ => false,
        };
        return isByPattern
            ? call.Arguments.FirstOrDefault(static argument =>
                argument.Parameter?.Ordinal == 0 && argument.Value.ConstantValue is { HasValue: true, Value: string })
            : null;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern; anything.</param>
    public static StorePattern Read(string text)
    {
        StorePattern pattern = new(text);
        pattern.Error = FindUnencodable(text) ?? pattern.Scan();
        return pattern;
    }

    /// <summary>What keeps a pattern from reaching the store at all.</summary>
    private static string? FindUnencodable(string text)
    {
        if (text.Length == 0)
        {
            return "it is empty; call RemoveAllAsync to remove every object";
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return "it contains a NUL, which ends it; remove the NUL";
            }

            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (char.IsSurrogate(text[i]) && !isPair)
            {
                return "it contains an unpaired surrogate, which UTF-8 cannot encode; remove it";
            }

            i += isPair ? 1 : 0;
        }

        return null;
    }

    private bool IsAnchoredFrom(int start)
    {
        while (start < Text.Length && Text[start] == '(' && Peek(start + 1) != '?')
        {
            start++;
        }

        bool isGrouped = string.CompareOrdinal(Text, start, "(?:^", 0, 4) == 0;
        return isGrouped || (start < Text.Length && Text[start] == '^');
    }

    private string? Scan()
    {
        bool canRepeat = false;
        while (_at < Text.Length)
        {
            char c = Text[_at++];
            string? error = null;
            switch (c)
            {
                case '(':
                    error = ScanGroup();
                    canRepeat = false;
                    break;
                case ')':
                    error = _open.Count == 0 ? "a parenthesis is closed that was not opened" : null;
                    canRepeat = error is null && !_open.Pop();
                    break;
                case '[':
                    error = ScanBracket();
                    canRepeat = true;
                    break;
                case '\\':
                    error = ScanEscape(out canRepeat);
                    break;
                case '|':
                    canRepeat = false;
                    if (_open.Count == 0)
                    {
                        _bars.Add(_at - 1);
                    }

                    break;
                case '^' or '$':
                    canRepeat = false;
                    break;
                case '*' or '+' or '?' or '{':
                    error = !canRepeat ? NothingToRepeat : c == '{' ? ScanCount() : null;
                    break;
                default:
                    canRepeat = true;
                    break;
            }

            if (error is not null)
            {
                return error;
            }
        }

        return _open.Count > 0 ? "a parenthesis is not closed" : null;
    }

    private string? ScanGroup()
    {
        if (Peek(_at) != '?')
        {
            _open.Push(false);
            _groups++;
            return null;
        }

        char kind = Peek(_at + 1);
        _open.Push(kind is '=' or '!');
        _at += 2;
        char next = Peek(_at);
        return kind switch
        {
            ':' or '=' or '!' => null,
            '<' when next is '=' or '!' => "look-behinds are not supported",
            '<' or 'P' or '\'' => "named groups are not supported; use '(' or '(?:'",
            '>' => "atomic groups are not supported; use '(?:'",
            _ => "inline options are not supported; list both cases, as in '[aA]'",
        };
    }

    /// <summary>Reads a set up to its end. <c>[]</c> is the empty set, and brackets nest for names such as <c>[:alpha:]</c> only.</summary>
    private string? ScanBracket()
    {
        for (; _at < Text.Length; _at++)
        {
            char c = Text[_at];
            if (c == ']')
            {
                _at++;
                return null;
            }

            if (c == '[' && Peek(_at + 1) is ':' or '.' or '=')
            {
                int end = Text.IndexOf($"{Text[_at + 1]}]", Math.Min(_at + 2, Text.Length), StringComparison.Ordinal);
                if (end < 0)
                {
                    return "a named class in brackets is not closed";
                }

                _at = end + 1;
            }
            else if (c == '\\')
            {
                _at++;
            }
        }

        return "a bracket is not closed";
    }

    private string? ScanEscape(out bool canRepeat)
    {
        canRepeat = true;
        if (_at == Text.Length)
        {
            return "it ends with a backslash";
        }

        char kind = Text[_at++];
        canRepeat = kind is not ('b' or 'B');
        return kind switch
        {
            >= '1' and <= '9' when kind - '0' > _groups => $"there is no group {kind} to refer to",
            _ => null,
        };
    }

    private string? ScanCount()
    {
        int end = Text.IndexOf('}', _at);
        string[] numbers = end < 0 ? [] : Text.Substring(_at, end - _at).Split(',');
        bool isCount = numbers.Length is 1 or 2
            && int.TryParse(numbers[0], out int least)
            && (numbers.Length == 1 || numbers[1].Length == 0 || (int.TryParse(numbers[1], out int most) && most >= least));
        _at = end + 1;
        return isCount ? null : "a repetition in braces is not '{n}', '{n,}' or '{n,m}'; put a backslash before a literal brace";
    }

    private char Peek(int index) => index < Text.Length ? Text[index] : '\0';
}
