using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.CodeFixes.Shapes;

/// <summary>
/// Edits of a project's shape file. A line is found by the type that it begins with, so that findings of an earlier text still fit.
/// </summary>
internal static class ShapeFileText
{
    /// <summary>The name that a shape file has, in whatever folder.</summary>
    public const string FileName = "StoreShapes.txt";

    /// <summary>Writes lines into the shape files of a project: in place of those of the same types, else in order of the names.</summary>
    /// <param name="project">The project.</param>
    /// <param name="lines">The lines, without their ends.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The solution with the edits.</returns>
    public static async Task<Solution> WriteAsync(Project project, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        List<(TextDocument Document, SourceText Text, List<string> Lines)> files = [];
        foreach (TextDocument document in FilesOf(project))
        {
            SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            files.Add((document, text, [.. text.Lines.Select(static line => line.ToString())]));
        }

        foreach (string line in lines.OrderBy(static line => line, StringComparer.Ordinal))
        {
            int listed = files.FindIndex(file => IndexOf(file.Lines, line) >= 0);
            Write(files[Math.Max(listed, 0)].Lines, line);
        }

        Solution solution = project.Solution;
        foreach ((TextDocument document, SourceText text, List<string> written) in files)
        {
            SourceText changed = SourceText.From(string.Join(EndOfLine(text), written), text.Encoding);
            if (!changed.ContentEquals(text))
            {
                solution = solution.WithAdditionalDocumentText(document.Id, changed);
            }
        }

        return solution;
    }

    /// <summary>True if a project has a shape file.</summary>
    /// <param name="project">The project.</param>
    public static bool IsThere(Project project) => FilesOf(project).Any();

    /// <summary>Takes out the line at a place, with its end.</summary>
    /// <param name="text">The file.</param>
    /// <param name="place">A place in the line.</param>
    public static SourceText Remove(SourceText text, TextSpan place)
    {
        TextLine line = text.Lines.GetLineFromPosition(place.Start);
        return text.WithChanges(new TextChange(line.SpanIncludingLineBreak, ""));
    }

    private static IEnumerable<TextDocument> FilesOf(Project project)
    {
        return project.AdditionalDocuments
            .Where(static document => string.Equals(document.Name, FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(static document => document.FilePath, StringComparer.Ordinal);
    }

    private static void Write(List<string> lines, string line)
    {
        int index = IndexOf(lines, line);
        if (index >= 0)
        {
            lines[index] = line;
            return;
        }

        index = lines.FindIndex(other => IsShape(other) && string.CompareOrdinal(NameOf(other), NameOf(line)) > 0);
        if (index >= 0)
        {
            lines.Insert(index, line);
            return;
        }

        // The last line of a text is what stands behind its last line end: nothing, in a file that ends as files should.
        bool endsWell = lines.Count > 0 && lines[lines.Count - 1].Length == 0;
        lines.Insert(endsWell ? lines.Count - 1 : lines.Count, line);
        if (!endsWell)
        {
            lines.Add("");
        }
    }

    private static int IndexOf(List<string> lines, string line) =>
        lines.FindIndex(other => IsShape(other) && NameOf(other) == NameOf(line));

    private static bool IsShape(string line) => line.Trim() is { Length: > 0 } trimmed && trimmed[0] != '#';

    private static string NameOf(string line) => line.Trim().Split(' ', '\t')[0];

    private static string EndOfLine(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
