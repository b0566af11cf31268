using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>
/// The lines of all files called <c>StoreShapes.txt</c> that a compilation is given. Without such a file nothing is compared.
/// </summary>
internal sealed class ShapeFile
{
    /// <summary>The name that a shape file has, in whatever folder.</summary>
    public const string FileName = "StoreShapes.txt";

    private readonly Dictionary<string, (AdditionalText File, ShapeLine Line)> _byType = new(StringComparer.Ordinal);
    private readonly List<(AdditionalText File, ShapeLine Line)> _lines = [];

    /// <summary>All lines that are neither empty nor remarks, with their files.</summary>
    public IReadOnlyList<(AdditionalText File, ShapeLine Line)> Lines => _lines;

    /// <summary>True if a file is a shape file.</summary>
    /// <param name="path">Its path.</param>
    public static bool IsShapeFile(string path) => string.Equals(Path.GetFileName(path), FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the shape files, or answers null if there is none.</summary>
    /// <param name="files">The files that the compilation is given besides its source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ShapeFile? Find(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        ShapeFile? found = null;
        foreach (AdditionalText file in files.Where(static file => IsShapeFile(file.Path)).OrderBy(static file => file.Path, StringComparer.Ordinal))
        {
            if (file.GetText(cancellationToken) is { } text)
            {
                found ??= new ShapeFile();
                found.Read(file, text);
            }
        }

        return found;
    }

    /// <summary>The first line of a type, right or wrong; null if it is not listed.</summary>
    /// <param name="type">Its metadata name.</param>
    public ShapeLine? FindLine(string type) =>
        _byType.TryGetValue(type, out (AdditionalText File, ShapeLine Line) found) ? found.Line : null;

    /// <summary>Where a type's line stands.</summary>
    /// <param name="type">The metadata name of a type that is listed.</param>
    public Location LocationOf(string type)
    {
        (AdditionalText file, ShapeLine line) = _byType[type];
        return LocationOf(file, line);
    }

    /// <summary>Where a line stands.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="line">The line.</param>
    public static Location LocationOf(AdditionalText file, ShapeLine line)
    {
        SourceText text = file.GetText()!;
        return Location.Create(file.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
    }

    private void Read(AdditionalText file, SourceText text)
    {
        foreach (TextLine row in text.Lines)
        {
            if (ShapeLine.Read(row.ToString(), row.Start) is not { } line)
            {
                continue;
            }

            _lines.Add((file, line));
            if (_byType.ContainsKey(line.Name))
            {
                line.RefuseAsRepeated();
            }
            else
            {
                _byType.Add(line.Name, (file, line));
            }
        }
    }
}
