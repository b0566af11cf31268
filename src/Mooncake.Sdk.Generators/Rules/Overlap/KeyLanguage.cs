using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Records.Parsing;

namespace Mooncake.Sdk.Generators.Rules.Overlap;

/// <summary>Builds the machine that reads a template's keys, part by part, as the SDK writes them.</summary>
internal sealed class KeyLanguage
{
    /// <summary>The last control character that there is.</summary>
    private const char LastControl = '\u009F';

    private readonly KeyAutomaton _automaton = new();
    private readonly string _separators;
    private int _state;

    private KeyLanguage(string separators) => _separators = separators;

    /// <summary>The machine for a template, or null if one of its placeholders breaks a rule.</summary>
    /// <param name="template">The template.</param>
    /// <param name="type">The type whose members it names.</param>
    public static KeyAutomaton? Find(KeyTemplate template, INamedTypeSymbol type)
    {
        KeyLanguage language = new(template.Separators);
        language.AddLiteral(template.Lead);
        foreach (KeyTemplatePart part in template.Parts)
        {
            if (StoreKeyTargetRules.FindMember(type, part.Name, out ITypeSymbol? member) is null || member is null)
            {
                return null;
            }

            KeyPartKind kind = KeyPartRules.KindOf(member, part.Format);
            if (kind == KeyPartKind.None || !KeyPartRules.CanFollow(kind, part.Literal))
            {
                return null;
            }

            language.AddPart(kind, member, part.Format);
            language.AddLiteral(part.Literal);
        }

        language._automaton.End = language._state;
        return language._automaton;
    }

    private void AddPart(KeyPartKind kind, ITypeSymbol type, string format)
    {
        int digits = format.Length > 1 ? int.Parse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        ITypeSymbol number = (type as INamedTypeSymbol)?.EnumUnderlyingType ?? type;
        switch (kind)
        {
            case KeyPartKind.Decimal:
                _state = NumberLanguage.AddDecimal(_automaton, _state, number, digits);
                break;
            case KeyPartKind.Hexadecimal:
                _state = NumberLanguage.AddHexadecimal(_automaton, _state, number, digits, format[0] == 'X');
                break;
            case KeyPartKind.EnumName:
                int behind = _automaton.AddState();
                AddWords(_state, behind, EnumNames(type, _separators));
                _state = behind;
                break;
            case KeyPartKind.Guid:
                AddGuid(format);
                break;
            case KeyPartKind.Bool:
                AddRange('0', '1');
                break;
            default:
                AddText();
                break;
        }
    }

    private void AddLiteral(string literal)
    {
        foreach (char c in literal)
        {
            AddRange(c, c);
        }
    }

    private void AddRange(char first, char last)
    {
        int next = _automaton.AddState();
        _automaton.AddEdge(_state, first, last, next);
        _state = next;
    }

    /// <summary>A Guid, in lower case.</summary>
    private void AddGuid(string format)
    {
        AddLiteral(format switch { "B" => "{", "P" => "(", _ => "" });
        for (int digit = 0; digit < 32; digit++)
        {
            if (format != "N" && digit is 8 or 12 or 16 or 20)
            {
                AddLiteral("-");
            }

            int next = _automaton.AddState();
            _automaton.AddEdge(_state, '0', '9', next);
            _automaton.AddEdge(_state, 'a', 'f', next);
            _state = next;
        }

        AddLiteral(format switch { "B" => "}", "P" => ")", _ => "" });
    }

    /// <summary>
    /// Any number of characters that stand raw, surrogate pairs, and escapes: all lead back to the state that they start from.
    /// </summary>
    private void AddText()
    {
        List<char> escaped =
        [
            .. Enumerable.Range(0, LastControl + 1).Select(static unit => (char)unit).Where(char.IsControl)
                .Concat("%,").Concat(_separators).Distinct().OrderBy(static c => c),
        ];
        AddRaw('\0', '\uD7FF', escaped);
        AddRaw('\uE000', '\uFFFF', escaped);
        int half = _automaton.AddState();
        _automaton.AddEdge(_state, '\uD800', '\uDBFF', half);
        _automaton.AddEdge(half, '\uDC00', '\uDFFF', _state);
        AddWords(_state, _state, escaped.Select(c => KeyEscaping.Escape(c.ToString(), _separators)));
    }

    private void AddRaw(char first, char last, List<char> escaped)
    {
        int low = first;
        foreach (char c in escaped)
        {
            if (c < low || c > last)
            {
                continue;
            }

            if (low < c)
            {
                _automaton.AddEdge(_state, (char)low, (char)(c - 1), _state);
            }

            low = c + 1;
        }

        if (low <= last)
        {
            _automaton.AddEdge(_state, (char)low, last, _state);
        }
    }

    private static IEnumerable<string> EnumNames(ITypeSymbol type, string separators)
    {
        HashSet<object> numbers = [];
        return type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: { } number } && numbers.Add(number))
            .Select(field => KeyEscaping.Escape(field.Name, separators));
    }

    /// <summary>Ways for words, which share their beginnings.</summary>
    private void AddWords(int from, int to, IEnumerable<string> words)
    {
        Dictionary<string, int> beginnings = new() { [""] = from };
        foreach (string word in words.Distinct())
        {
            for (int length = 1; length < word.Length; length++)
            {
                string beginning = word.Substring(0, length);
                if (!beginnings.ContainsKey(beginning))
                {
                    int state = _automaton.AddState();
                    _automaton.AddEdge(beginnings[word.Substring(0, length - 1)], word[length - 1], word[length - 1], state);
                    beginnings.Add(beginning, state);
                }
            }

            _automaton.AddEdge(beginnings[word.Substring(0, word.Length - 1)], word[word.Length - 1], word[word.Length - 1], to);
        }
    }
}
