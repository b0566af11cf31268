namespace Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

/// <summary>
/// Emitted code as lines that are compared with those of other code: without the indentation that braces cause, and a statement in braces
/// after an <c>if</c> on the line of that <c>if</c>. Nothing is lost: lines expand to the code again.
/// </summary>
internal static class CondensedCode
{
    private const string Step = "    ";
    private const string Open = " { ";
    private const string Close = " }";

    /// <summary>Condenses code.</summary>
    /// <param name="code">The code, lines ended by LF.</param>
    /// <exception cref="FormatException">The lines would not expand to the code again.</exception>
    internal static string[] Condense(string code)
    {
        string[] lines = [.. Fold(Outdent(code.Split('\n')))];
        return Expand(lines) == code ? lines : throw new FormatException("The code is not formatted as emitted code is: condensed, it would lose something.");
    }

    /// <summary>The code that lines were condensed from.</summary>
    /// <param name="lines">The condensed lines.</param>
    internal static string Expand(IReadOnlyList<string> lines) => string.Join('\n', Indent([.. Unfold(lines)]));

    /// <summary>Indents lines as their braces say.</summary>
    /// <param name="lines">Lines without the indentation that braces cause; an indentation beyond that stays.</param>
    internal static IEnumerable<string> Indent(IEnumerable<string> lines) =>
        ByDepth(lines, static (line, indentation) => line.Length == 0 || line[0] == '#' ? line : indentation + line);

    /// <summary>Undoes <see cref="Indent"/>.</summary>
    /// <param name="lines">The lines; directives are not indented.</param>
    internal static IEnumerable<string> Outdent(IEnumerable<string> lines) =>
        ByDepth(lines, static (line, indentation) => line.StartsWith(indentation, StringComparison.Ordinal) ? line[indentation.Length..] : line);

    private static IEnumerable<string> ByDepth(IEnumerable<string> lines, Func<string, string, string> shift)
    {
        int depth = 0;
        foreach (string line in lines)
        {
            string text = line.TrimStart(' ');
            // A part of a file may close more than it opens.
            depth = text.StartsWith('}') ? Math.Max(depth - 1, 0) : depth;
            yield return shift(line, string.Concat(Enumerable.Repeat(Step, depth)));
            depth += text == "{" ? 1 : 0;
        }
    }

    private static IEnumerable<string> Fold(IEnumerable<string> outdented)
    {
        string[] lines = [.. outdented];
        for (int i = 0; i < lines.Length; i++)
        {
            bool isGuard = i + 5 < lines.Length && lines[i].StartsWith("if (", StringComparison.Ordinal)
                && lines[i + 1] == "{" && lines[i + 2] is not ("" or "{" or "}") && lines[i + 3] == "}"
                    && IsEnd(lines[i + 4], lines[i + 5]);
            yield return isGuard ? lines[i] + Open + lines[i + 2] + Close : lines[i];
            i += isGuard ? lines[i + 4].Length == 0 ? 4 : 3 : 0;
        }
    }

    // What follows a block: an empty line, but for the end of the block around it.
    private static bool IsEnd(string next, string secondNext) =>
        next.StartsWith('}') || (next.Length == 0 && !secondNext.StartsWith('}'));

    private static IEnumerable<string> Unfold(IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            int open = lines[i].IndexOf(Open, StringComparison.Ordinal);
            if (open < 0 || !lines[i].StartsWith("if (", StringComparison.Ordinal) || !lines[i].EndsWith(Close, StringComparison.Ordinal))
            {
                yield return lines[i];
                continue;
            }

            yield return lines[i][..open];
            yield return "{";
            yield return lines[i][(open + Open.Length)..^Close.Length];
            yield return "}";
            if (i + 1 < lines.Count && !lines[i + 1].StartsWith('}'))
            {
                yield return "";
            }
        }
    }
}
