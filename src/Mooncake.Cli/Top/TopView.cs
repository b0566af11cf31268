using System.Globalization;
using Mooncake.Cli.Monitoring;
using Mooncake.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mooncake.Cli.Top;

/// <summary>The display of <c>top</c> on a terminal.</summary>
internal sealed class TopView
{
    private const int Kept = 60;
    private const string Levels = "▁▂▃▄▅▆▇█";

    private readonly Queue<LiveFigures> _figures = new();

    /// <summary>The display after one more interval.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="figures">The interval's figures.</param>
    internal IRenderable Draw(string engine, LiveFigures figures)
    {
        _figures.Enqueue(figures);
        if (_figures.Count > Kept)
        {
            _figures.Dequeue();
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.Title = new TableTitle(Markup.Escape(Printable.Of($"mooncake top: {engine}")));
        table.AddColumn(new TableColumn(new Text(figures.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture))));
        table.AddColumn(new TableColumn(new Text("now")) { Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text($"the last {Kept} intervals")));
        foreach (TopColumn column in TopColumn.All)
        {
            table.AddRow(new Text(column.Name), new Text(column.TextOf(figures)), new Text(SparkLine([.. _figures.Select(column.Value)])));
        }

        return figures.Error is null
            ? new Rows(table, new Text("A dash means: not counted here, or nothing to count. Ctrl+C ends the command."))
            : new Rows(table, new Text(Printable.Of(figures.Error), new Style(Color.Red)));
    }

    /// <summary>A line of small bars between 0 and the largest value; spaces where there is none.</summary>
    internal static string SparkLine(IReadOnlyList<double?> values)
    {
        double most = values.Max() ?? 0;
        return string.Concat(values.Select(value => value is not { } number ? ' '
            : most <= 0 ? Levels[0]
            : Levels[Math.Clamp((int)(number / most * Levels.Length), 0, Levels.Length - 1)]));
    }
}
