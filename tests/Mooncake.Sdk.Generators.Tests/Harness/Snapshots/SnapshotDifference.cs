using System.Globalization;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

/// <summary>
/// A variant of emitted code as its difference from canonical code: that code, with other names, and with some of its lines replaced. The
/// two together are the variant, to the character.
/// </summary>
/// <remarks>
/// As text: <c>--- path</c> of the canonical code, then <c>rename old => new</c> lines, then for each replacement
/// <c>@@ -line,count @@ heading</c> and the new lines after a <c>+</c>. Lines are counted from the declaration that the heading names, so
/// that a change that both files get elsewhere leaves the difference as it is.
/// </remarks>
/// <param name="Canonical">The path of the canonical code's snapshot.</param>
/// <param name="Renames">What is renamed before lines are replaced.</param>
/// <param name="Hunks">The replacements, in order.</param>
internal sealed partial record SnapshotDifference(
    string Canonical, IReadOnlyList<(string From, string To)> Renames, IReadOnlyList<SnapshotDifference.Hunk> Hunks)
{
    private const string CanonicalMark = "--- ";
    private const string RenameMark = "rename ";
    private const string RenameArrow = " => ";

    /// <summary>The difference between two pieces of emitted code.</summary>
    /// <param name="path">The path of the canonical code's snapshot.</param>
    /// <param name="canonical">The canonical code.</param>
    /// <param name="variant">The variant.</param>
    internal static SnapshotDifference Between(string path, string canonical, string variant)
    {
        IReadOnlyList<(string From, string To)> renames = SnapshotRenames.Between(canonical, variant);
        string[] from = SnapshotRenames.Apply(CondensedCode.Condense(canonical), renames);
        string[] to = CondensedCode.Condense(variant);
        CodeHeadings headings = new(from);
        DiffResult result = Differ.Instance.CreateDiffs(string.Join('\n', from), string.Join('\n', to), false, false, LineChunker.Instance);
        IEnumerable<Hunk> hunks = result.DiffBlocks.Select(block =>
        {
            (string heading, int line) = headings.Locate(block.DeleteStartA);
            return new Hunk(heading, line, block.DeleteCountA, to[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        });
        return new SnapshotDifference(path, renames, [.. hunks]);
    }

    /// <summary>The variant.</summary>
    /// <param name="canonical">The canonical code.</param>
    /// <exception cref="FormatException">The canonical code does not have what is replaced.</exception>
    internal string Apply(string canonical)
    {
        string[] from = SnapshotRenames.Apply(CondensedCode.Condense(canonical), Renames);
        CodeHeadings headings = new(from);
        List<string> to = [];
        int taken = 0;
        foreach (Hunk hunk in Hunks)
        {
            int start = headings.Find(hunk.Heading, hunk.Line);
            if (start < taken || start + hunk.Removed > from.Length)
            {
                throw new FormatException($"{Canonical} has no lines to replace at '{hunk.Mark}'.");
            }

            to.AddRange(from[taken..start]);
            to.AddRange(hunk.Added);
            taken = start + hunk.Removed;
        }

        return CondensedCode.Expand([.. to, .. from[taken..]]);
    }

    /// <summary>The difference as text.</summary>
    public override string ToString()
    {
        IEnumerable<string> lines =
        [
            CanonicalMark + Canonical,
            .. Renames.Select(static rename => RenameMark + rename.From + RenameArrow + rename.To),
            .. Hunks.SelectMany(static hunk => CondensedCode.Indent(hunk.Added).Select(static line => "+" + line).Prepend(hunk.Mark)),
        ];
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Reads a difference.</summary>
    /// <param name="text">What <see cref="ToString"/> wrote.</param>
    internal static SnapshotDifference Parse(string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        IEnumerable<(string, string)> renames = lines.Skip(1)
            .TakeWhile(static line => line.StartsWith(RenameMark, StringComparison.Ordinal))
            .Select(static line => line[RenameMark.Length..].Split(RenameArrow))
            .Select(static parts => (parts[0], parts[1]));
        SnapshotDifference difference = new(lines[0][CanonicalMark.Length..], [.. renames], []);
        return difference with { Hunks = [.. ParseHunks(lines[(1 + difference.Renames.Count)..])] };
    }

    private static IEnumerable<Hunk> ParseHunks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            Match mark = Mark().Match(lines[i]);
            string[] added = [.. lines.Skip(i + 1).TakeWhile(static line => line.StartsWith('+')).Select(static line => line[1..])];
            i += added.Length;
            yield return mark.Success
                ? new Hunk(mark.Groups["heading"].Value, Number(mark.Groups["line"]), Number(mark.Groups["count"]), [.. CondensedCode.Outdent(added)])
                : throw new FormatException($"'{lines[i]}' is no line of a difference.");
        }
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^@@ -(?<line>[0-9]+),(?<count>[0-9]+) @@ (?<heading>.*)$")]
    private static partial Regex Mark();

    /// <summary>Some lines that others replace.</summary>
    /// <param name="Heading">The declaration from which lines are counted.</param>
    /// <param name="Line">The first line that is replaced, or in front of which lines are added; the declaration's is 0.</param>
    /// <param name="Removed">How many lines are replaced.</param>
    /// <param name="Added">The condensed lines instead.</param>
    internal sealed record Hunk(string Heading, int Line, int Removed, IReadOnlyList<string> Added)
    {
        /// <summary>The line that says where.</summary>
        internal string Mark => string.Create(CultureInfo.InvariantCulture, $"@@ -{Line},{Removed} @@ {Heading}");
    }
}
