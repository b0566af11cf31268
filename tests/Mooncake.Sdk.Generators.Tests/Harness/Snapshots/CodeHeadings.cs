using System.Text.RegularExpressions;

namespace Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

/// <summary>The declarations in condensed code, from which its lines are counted.</summary>
internal sealed partial class CodeHeadings
{
    private readonly List<(string Name, int Line)> _headings = [("file", 0)];

    /// <summary>Finds the declarations.</summary>
    /// <param name="lines">Condensed code.</param>
    internal CodeHeadings(IReadOnlyList<string> lines)
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i < lines.Count; i++)
        {
            Match match = Declaration().Match(lines[i]);
            if (match.Success)
            {
                string name = match.Groups["name"].Value;
                int count = counts[name] = counts.GetValueOrDefault(name) + 1;
                _headings.Add((count == 1 ? name : $"{name} #{count}", i));
            }
        }
    }

    /// <summary>Where a line is.</summary>
    /// <param name="line">The line's index; one behind the last is allowed.</param>
    /// <returns>The last declaration up to it, and the line's number from there.</returns>
    internal (string Heading, int Line) Locate(int line)
    {
        (string name, int start) = _headings.Last(heading => heading.Line <= line);
        return (name, line - start);
    }

    /// <summary>Undoes <see cref="Locate"/>.</summary>
    /// <param name="heading">The declaration.</param>
    /// <param name="line">The line's number from there.</param>
    /// <exception cref="FormatException">There is no such declaration.</exception>
    internal int Find(string heading, int line)
    {
        int index = _headings.FindIndex(candidate => candidate.Name == heading);
        return index < 0 ? throw new FormatException($"There is no declaration '{heading}'.") : _headings[index].Line + line;
    }

    /// <summary>A declaration's name: the last in front of its parameters, its base types or its body.</summary>
    [GeneratedRegex(@"^(?:namespace|extension|public|internal|private|protected|static|partial)\b(?:(?! : | =>| \{| =|\(|;).)*?(?<name>[\w@]+)(?:<[^()]*>)?(?= : | =>| \{| =|\(|;|$)")]
    private static partial Regex Declaration();
}
