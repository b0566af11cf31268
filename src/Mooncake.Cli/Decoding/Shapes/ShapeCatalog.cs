using System.Globalization;
using Mooncake.Cli.Decoding.Wire;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Serialization;

namespace Mooncake.Cli.Decoding.Shapes;

/// <summary>The types of a <c>StoreShapes.txt</c>.</summary>
internal sealed class ShapeCatalog
{
    /// <summary>The name that such a file has in a repository.</summary>
    internal const string FileName = "StoreShapes.txt";

    private static readonly string[] Kinds =
    [
        Fingerprint.ObjectKind, Fingerprint.VersionTolerantKind, Fingerprint.CircularKind,
        Fingerprint.UnionKind, Fingerprint.ImageKind, Fingerprint.ValueKind,
    ];

    private readonly List<ShapeType> _types;

    private ShapeCatalog(List<ShapeType> types) => _types = types;

    /// <summary>The types, in the order of the file.</summary>
    internal IReadOnlyList<ShapeType> Types => _types;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="ToolException">A line is not valid.</exception>
    internal static ShapeCatalog Parse(string text, string path)
    {
        List<ShapeType> types = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                types.Add(ParseLine(trimmed, out string? problem)
                    ?? throw new ToolException(
                        ExitCode.Failed, $"Line {number} of {Printable.Of(path)} is not a shape: {Printable.Of(problem!)}."));
            }
        }

        return new ShapeCatalog(types);
    }

    /// <summary>The type with a name as metadata or C# writes it, or null.</summary>
    /// <param name="name">The name; without its namespace if no other type has the same.</param>
    internal ShapeType? Find(string name) =>
        _types.Find(type => NameOf(type) == name.Replace('+', '.'))
        ?? (_types.FindAll(type => NameOf(type).EndsWith($".{name}", StringComparison.Ordinal)) is [var only] ? only : null);

    /// <summary>The one image with an encoding, whose names a nested image gets; null if there is none, or several.</summary>
    /// <param name="wire">The encoding, such as <c>{f4;f4}</c>.</param>
    internal ShapeType? FindImage(string wire) =>
        _types.FindAll(type => type.Kind == Fingerprint.ImageKind && type.ImageText == wire
            && type.Members is not [{ Name: "" }]) is [var only] ? only : null;

    private static string NameOf(ShapeType type) => type.Name.Replace('+', '.');

    private static ShapeType? ParseLine(string line, out string? problem)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3)
        {
            problem = "it has fewer than three words";
            return null;
        }

        if (!ulong.TryParse(words[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint))
        {
            problem = $"'{words[1]}' is no fingerprint";
            return null;
        }

        if (!Kinds.Contains(words[2]))
        {
            problem = $"'{words[2]}' is no kind";
            return null;
        }

        try
        {
            List<ShapeMember> members = [.. words.Skip(3).Select((word, i) => ParseMember(word, words[2], i))];
            ShapeType type = new(words[0], fingerprint, words[2], [.. members.OrderBy(member => member.Place)]);
            problem = type.FingerprintOfMembers == fingerprint ? null
                : $"its fingerprint is not that of its members, {type.FingerprintOfMembers:x16}; the line was edited or truncated";
            return problem is null ? type : null;
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private static ShapeMember ParseMember(string word, string kind, int position)
    {
        int place = position;
        string rest = word;
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        if (kind is Fingerprint.UnionKind or Fingerprint.VersionTolerantKind or Fingerprint.CircularKind)
        {
            if (colon < 0 || !ushort.TryParse(word.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            {
                throw new FormatException($"'{word}' has no number");
            }

            place = number;
            rest = word[(colon + 1)..];
            if (kind == Fingerprint.UnionKind)
            {
                return new ShapeMember(place, rest, "", null);
            }

            colon = rest.IndexOf(':', StringComparison.Ordinal);
        }

        bool hasName = colon > 0 && kind != Fingerprint.ValueKind && rest[..colon].All(c => char.IsLetterOrDigit(c) || c == '_');
        return hasName
            ? new ShapeMember(place, rest[..colon], rest[(colon + 1)..], WireParser.Parse(rest[(colon + 1)..]))
            : new ShapeMember(place, "", rest, WireParser.Parse(rest));
    }
}
