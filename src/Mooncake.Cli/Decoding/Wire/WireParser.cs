using System.Globalization;
using Mooncake.Serialization;

namespace Mooncake.Cli.Decoding.Wire;

/// <summary>Parses the notation of encodings.</summary>
internal sealed class WireParser
{
    /// <summary>Deeper than any type that a person writes.</summary>
    private const int MostNesting = 64;

    private static readonly string[] Texts = ["s", "uri", "culture", "zone", "version", "bigint", "builder"];

    private readonly string _text;
    private int _position;
    private int _depth;

    private WireParser(string text) => _text = text;

    private char Next => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>Parses an encoding.</summary>
    /// <param name="text">The notation.</param>
    /// <exception cref="FormatException">The text is none.</exception>
    internal static WireType Parse(string text)
    {
        WireParser parser = new(text);
        WireType type = parser.ReadType();
        return parser._position == text.Length ? type : throw parser.Unexpected();
    }

    private WireType ReadType()
    {
        if (++_depth > MostNesting)
        {
            throw new FormatException($"'{_text}' is nested too deeply");
        }

        WireType type = Next switch
        {
            '[' => ReadCollection(),
            '{' => ReadStruct(),
            '(' => ReadTuple(isClass: false),
            '<' => ReadCustom(),
            _ => ReadName(),
        };
        while (Next == '?')
        {
            _position++;
            type = new NullableWire(type);
        }

        _depth--;
        return type;
    }

    private CollectionWire ReadCollection()
    {
        Take('[');
        int rank = 1;
        while (Next == ',')
        {
            _position++;
            rank++;
        }

        WireType element = ReadType();
        Take(']');
        return new CollectionWire(element, rank);
    }

    private StructWire ReadStruct()
    {
        int start = _position;
        Take('{');
        List<WireType> fields = [];
        while (Next != '}')
        {
            fields.Add(ReadType());
            if (Next != '}')
            {
                Take(';');
            }
        }

        Take('}');
        return new StructWire(_text[start.._position], fields);
    }

    private TupleWire ReadTuple(bool isClass)
    {
        Take('(');
        List<WireType> items = [];
        if (Next != ')')
        {
            items.Add(ReadType());
        }

        TupleKind kind = isClass ? TupleKind.Class : Next == ':' ? TupleKind.Pair : TupleKind.Value;
        while (Next != ')')
        {
            Take(kind == TupleKind.Pair ? ':' : ',');
            items.Add(ReadType());
        }

        Take(')');
        return new TupleWire(kind, items);
    }

    private OpaqueWire ReadCustom()
    {
        int start = _position;
        int depth = 0;
        do
        {
            depth += Next switch
            {
                '<' => 1,
                '>' => -1,
                '\0' => throw Unexpected(),
                _ => 0,
            };
            _position++;
        }
        while (depth > 0);
        if (Next == '(')
        {
            _ = ReadTuple(isClass: true);
        }

        return new OpaqueWire(_text[start.._position], null);
    }

    private WireType ReadName()
    {
        int start = _position;
        int brackets = 0;
        while (Next != '\0' && (brackets > 0 || !"]});:,?(".Contains(Next, StringComparison.Ordinal)) && !IsSizeBehind(start))
        {
            // A generic struct has its arguments in brackets: System.Numerics.Vector`1[System.Single]#16.
            brackets += Next == '[' ? 1 : Next == ']' ? -1 : 0;
            _position++;
        }

        string name = _text[start.._position];
        if (name == "t" && Next == '(')
        {
            return ReadTuple(isClass: true);
        }

        int hash = name.LastIndexOf('#');
        if (hash > 0)
        {
            if (name.Length == hash + 1 && Next == '?')
            {
                // The size is known at run time only.
                _position++;
                return new OpaqueWire(name[..hash], null);
            }

            return int.TryParse(name.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
                ? new OpaqueWire(name[..hash], size)
                : throw new FormatException($"'{name}' has no size");
        }

        return name switch
        {
            "o" => new NestedWire(Fingerprint.ObjectKind),
            "v" => new NestedWire(Fingerprint.VersionTolerantKind),
            "r" => new NestedWire(Fingerprint.CircularKind),
            "n" => new NestedWire(Fingerprint.UnionKind),
            _ when Texts.Contains(name) => new TextWire(name),
            _ => ScalarWire.Of(name) ?? throw new FormatException($"'{name}' is no encoding"),
        };
    }

    /// <summary>Whether a name with its size has ended: behind digits that follow a hash, only a digit goes on.</summary>
    private bool IsSizeBehind(int start) =>
        _position > start + 1 && char.IsAsciiDigit(_text[_position - 1]) && !char.IsAsciiDigit(Next)
        && _text.AsSpan(start, _position - start).TrimEnd("0123456789").EndsWith('#');

    private void Take(char expected)
    {
        if (Next != expected)
        {
            throw Unexpected();
        }

        _position++;
    }

    private FormatException Unexpected() => new($"'{_text}' cannot be read from character {_position + 1} on");
}
