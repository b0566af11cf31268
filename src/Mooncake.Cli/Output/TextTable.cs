using Spectre.Console;

namespace Mooncake.Cli.Output;

/// <summary>A table of text.</summary>
/// <param name="headings">The headings. One that ends with <c>#</c> stands above numbers, which are aligned to the right.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Number of rows.</summary>
    internal int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text for each heading. Control characters are escaped.</param>
    /// <exception cref="ArgumentException">The number of cells differs from the number of headings.</exception>
    internal void Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
        {
            throw new ArgumentException($"The table has {headings.Length} columns, and the row {cells.Length} cells.", nameof(cells));
        }

        _rows.Add([.. cells.Select(Printable.Of)]);
    }

    /// <summary>Writes the table as lines with tabs.</summary>
    /// <param name="writer">Where to.</param>
    internal void WriteTo(TextWriter writer)
    {
        writer.WriteLine(string.Join('\t', headings.Select(heading => heading.TrimEnd('#'))));
        foreach (string[] row in _rows)
        {
            writer.WriteLine(string.Join('\t', row));
        }
    }

    /// <summary>The table for a terminal.</summary>
    internal Table ToSpectre()
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string heading in headings)
        {
            TableColumn column = new(new Text(heading.TrimEnd('#'), new Style(decoration: Decoration.Bold)));
            column.Alignment = heading.EndsWith('#') ? Justify.Right : Justify.Left;
            table.AddColumn(column);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
