using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// A key template taken apart: literal text, then placeholders, each with the literal that follows it. What holds without knowing
/// the members is checked here; what depends on their types, in <see cref="KeyPartRules"/>.
/// </summary>
internal sealed class KeyTemplate
{
    private readonly string _text;
    private readonly List<KeyTemplatePart> _parts = [];

    private KeyTemplate(string text) => _text = text;

    /// <summary>The literal text before the first placeholder; may be empty.</summary>
    public string Lead { get; private set; } = "";

    /// <summary>The placeholders in order; none where the template is the key of a single object.</summary>
    public IReadOnlyList<KeyTemplatePart> Parts => _parts;

    /// <summary>The first character of each literal that follows a placeholder, each once, in order.</summary>
    public string Separators => new([.. _parts.Where(static p => p.Literal.Length > 0).Select(static p => p.Literal[0]).Distinct()]);

    /// <summary>Takes a template apart.</summary>
    /// <param name="text">The template, from source code: anything.</param>
    /// <param name="template">The template, or null if there is an error.</param>
    /// <param name="position">Where in the text the error is.</param>
    /// <returns>The first error.</returns>
    public static KeyTemplateError Parse(string? text, out KeyTemplate? template, out int position)
    {
        template = null;
        position = 0;
        if (string.IsNullOrEmpty(text))
        {
            return KeyTemplateError.Empty;
        }

        KeyTemplate candidate = new(text!);
        KeyTemplateError error = candidate.Scan(ref position);
        if (error == KeyTemplateError.None)
        {
            template = candidate;
        }

        return error;
    }

    private KeyTemplateError Scan(ref int position)
    {
        KeyTemplateError error = ScanLiteral(ref position, out string literal);
        Lead = literal;
        while (error == KeyTemplateError.None && position < _text.Length)
        {
            int opening = position;
            error = ScanPlaceholder(ref position, out string name, out string format);
            if (error != KeyTemplateError.None)
            {
                return error;
            }

            if (_parts.Any(p => p.Name == name))
            {
                position = opening;
                return KeyTemplateError.DuplicatePlaceholder;
            }

            int behind = position;
            error = ScanLiteral(ref position, out literal);
            if (error == KeyTemplateError.None && literal.Length == 0 && position < _text.Length)
            {
                return KeyTemplateError.AdjacentPlaceholders;
            }

            if (error == KeyTemplateError.None && literal.Length > 0 && char.IsSurrogate(literal[0]))
            {
                position = behind;
                return KeyTemplateError.BadSeparator;
            }

            _parts.Add(new KeyTemplatePart(name, format, literal, opening));
        }

        return error;
    }

    /// <summary>Reads up to the next placeholder or the end.</summary>
    private KeyTemplateError ScanLiteral(ref int position, out string literal)
    {
        StringBuilder text = new();
        literal = "";
        for (; position < _text.Length; position++)
        {
            char c = _text[position];
            bool isDoubled = position + 1 < _text.Length && _text[position + 1] == c;
            if (c is '{' or '}')
            {
                if (!isDoubled)
                {
                    if (c == '{')
                    {
                        break;
                    }

                    return KeyTemplateError.LoneBrace;
                }

                position++;
            }
            else if (char.IsHighSurrogate(c) && position + 1 < _text.Length && char.IsLowSurrogate(_text[position + 1]))
            {
                text.Append(c);
                c = _text[++position];
            }
            else if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return KeyTemplateError.BadLiteral;
            }

            text.Append(c);
        }

        literal = text.ToString();
        return KeyTemplateError.None;
    }

    /// <summary>Reads from an opening brace to behind its closing one.</summary>
    private KeyTemplateError ScanPlaceholder(ref int position, out string name, out string format)
    {
        name = format = "";
        int closing = _text.IndexOf('}', position);
        if (closing < 0)
        {
            return KeyTemplateError.LoneBrace;
        }

        string inside = _text.Substring(position + 1, closing - position - 1);
        int colon = inside.IndexOf(':');
        name = colon < 0 ? inside : inside.Substring(0, colon);
        format = colon < 0 ? "" : inside.Substring(colon + 1);
        if (!SyntaxFacts.IsValidIdentifier(name) || (colon >= 0 && format.Length == 0))
        {
            return KeyTemplateError.BadPlaceholder;
        }

        position = closing + 1;
        return KeyTemplateError.None;
    }
}
