using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>One line of a shape file that is neither empty nor a remark: a shape, or what keeps it from being one.</summary>
internal sealed class ShapeLine
{
    private static readonly char[] Blanks = [' ', '\t'];

    private ShapeLine(string name, TextSpan span)
    {
        Name = name;
        Span = span;
    }

    /// <summary>The type's metadata name: the line's first word.</summary>
    public string Name { get; }

    /// <summary>Where the line stands in the file, without blanks around it.</summary>
    public TextSpan Span { get; }

    /// <summary>The shape, or null if the line is not one.</summary>
    public StoredShape? Shape { get; private set; }

    /// <summary>Why the line is no shape, as the end of a sentence; null if it is one.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="start">Where it begins in the file.</param>
    /// <returns>Null for an empty line and a remark, which begins with <c>#</c>.</returns>
    public static ShapeLine? Read(string text, int start)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0 || trimmed[0] == '#')
        {
            return null;
        }

        string[] words = trimmed.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        int lead = text.Length - text.TrimStart().Length;
        ShapeLine line = new(words[0], new TextSpan(start + lead, trimmed.Length));
        line.Error = line.ReadShape(words);
        return line;
    }

    /// <summary>Refuses a line whose type an earlier line lists.</summary>
    public void RefuseAsRepeated()
    {
        Shape = null;
        Error = "the type is already listed; remove one of the lines";
    }

    private string? ReadShape(string[] words)
    {
        if (words.Length < 3)
        {
            return "a line consists of the type's metadata name, its fingerprint, the kind and the members; remove it and add it again";
        }

        if (words[1].Length != 16
            || !ulong.TryParse(words[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint))
        {
            return $"'{words[1]}' is not a fingerprint; a fingerprint has 16 hexadecimal digits";
        }

        if (FindKind(words[2]) is not { } kind)
        {
            return $"'{words[2]}' is not a kind; use object, tolerant, circular, union, image or value";
        }

        List<ShapeMember> members = [];
        foreach (string word in words.Skip(3))
        {
            if (ReadMember(word, kind, members.Count) is not { } member)
            {
                return $"'{word}' is not a member of this kind; expected {FormOf(kind)}";
            }

            if (members.Exists(other => other.Place == member.Place))
            {
                return $"'{word}' has the number of another member; give each its own";
            }

            members.Add(member);
        }

        StoredShape shape = new(Name, kind, members.OrderBy(static member => member.Place).ToEquatableArray());
        if (shape.Fingerprint != fingerprint)
        {
            return $"its fingerprint is not that of its members, {shape.Fingerprint.ToString("x16", CultureInfo.InvariantCulture)}; the line was edited or truncated, so restore it";
        }

        Shape = shape;
        return null;
    }

    private static ObjectKind? FindKind(string word)
    {
        foreach (ObjectKind kind in (ObjectKind[])[ObjectKind.Object, ObjectKind.VersionTolerant, ObjectKind.CircularReference, ObjectKind.Union, ObjectKind.Image, ObjectKind.Value])
        {
            if (StoredShape.WordOf(kind) == word)
            {
                return kind;
            }
        }

        return null;
    }

    private static string FormOf(ObjectKind kind) => kind switch
    {
        ObjectKind.VersionTolerant or ObjectKind.CircularReference => "slot:Name:encoding",
        ObjectKind.Union => "tag:Type",
        ObjectKind.Value => "one encoding",
        _ => "Name:encoding",
    };

    private static ShapeMember? ReadMember(string word, ObjectKind kind, int position)
    {
        if (kind == ObjectKind.Value)
        {
            return position == 0 ? new ShapeMember(0, "", word) : null;
        }

        if (kind is ObjectKind.Object or ObjectKind.Image)
        {
            bool isNameless = kind == ObjectKind.Image && position == 0 && !HasName(word);
            return isNameless ? new ShapeMember(0, "", word) : ReadNamed(word, position);
        }

        int colon = word.IndexOf(':');
        if (colon < 0 || !ushort.TryParse(word.Substring(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out ushort place))
        {
            return null;
        }

        string rest = word.Substring(colon + 1);
        return StoredShape.HasSlots(kind) ? ReadNamed(rest, place) : rest.Length > 0 ? new ShapeMember(place, rest, "") : null;
    }

    private static ShapeMember? ReadNamed(string text, int place)
    {
        int colon = text.IndexOf(':');
        return HasName(text) && colon + 1 < text.Length
            ? new ShapeMember(place, text.Substring(0, colon), text.Substring(colon + 1))
            : null;
    }

    private static bool HasName(string text) =>
        text.IndexOf(':') is > 0 and int colon && SyntaxFacts.IsValidIdentifier(text.Substring(0, colon));
}
