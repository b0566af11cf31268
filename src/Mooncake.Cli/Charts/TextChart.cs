namespace Mooncake.Cli.Charts;

/// <summary>Draws a chart with characters, for terminals and logs.</summary>
internal static class TextChart
{
    private const string Marks = "*.+ox#";
    private const int LabelWidth = 8;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="width">Characters of a line, at least 40.</param>
    /// <param name="height">Lines of the plot, without title, axis and legend; at least 4.</param>
    /// <returns>The lines.</returns>
    internal static IEnumerable<string> Draw(LineChart chart, int width, int height)
    {
        int columns = width - LabelWidth - 2;
        char[][] plot = [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat(' ', columns).ToArray())];

        // The first line is drawn last, above the lines to compare it with.
        for (int i = chart.Series.Count - 1; i >= 0; i--)
        {
            Plot(plot, chart, chart.Series[i], Marks[i % Marks.Length]);
        }

        yield return chart.Title;
        for (int row = 0; row < height; row++)
        {
            yield return $"{LabelOf(chart, row, height),LabelWidth} |{new string(plot[row])}".TrimEnd();
        }

        yield return $"{"",LabelWidth} +{new string('-', columns)}";
        yield return $"{"",LabelWidth}  {TickLine(chart, columns)}".TrimEnd();
        IEnumerable<string> legend = chart.Series.Select((series, i) => $"{Marks[i % Marks.Length]} {series.Name}");
        yield return $"{"",LabelWidth}  {chart.XLabel}    {string.Join("    ", legend)}";
    }

    private static void Plot(char[][] plot, LineChart chart, ChartSeries series, char mark)
    {
        int columns = plot[0].Length;
        for (int i = 0; i < series.Points.Count; i++)
        {
            (int column, int row) = CellOf(plot, chart, series.Points[i]);
            plot[row][column] = mark;
            if (i == 0 || series.HasMarks)
            {
                continue;
            }

            // A line without marks is drawn through, column by column.
            (int lastColumn, int lastRow) = CellOf(plot, chart, series.Points[i - 1]);
            for (int between = lastColumn + 1; between < Math.Min(column, columns); between++)
            {
                double share = (double)(between - lastColumn) / (column - lastColumn);
                plot[(int)Math.Round(lastRow + (share * (row - lastRow)))][between] = mark;
            }
        }
    }

    private static (int Column, int Row) CellOf(char[][] plot, LineChart chart, ChartPoint point) => (
        (int)Math.Round(chart.X.PositionOf(point.X) * (plot[0].Length - 1)),
        (int)Math.Round((1 - chart.Y.PositionOf(point.Y)) * (plot.Length - 1)));

    private static string LabelOf(LineChart chart, int row, int height)
    {
        foreach (double tick in chart.Y.Ticks)
        {
            if ((int)Math.Round((1 - chart.Y.PositionOf(tick)) * (height - 1)) == row)
            {
                return Axis.Text(tick);
            }
        }

        return "";
    }

    private static string TickLine(LineChart chart, int columns)
    {
        char[] line = [.. Enumerable.Repeat(' ', columns)];
        int free = 0;
        foreach ((double tick, string text) in chart.XTicks)
        {
            int middle = (int)Math.Round(chart.X.PositionOf(tick) * (columns - 1));
            int at = Math.Clamp(middle - (text.Length / 2), 0, Math.Max(0, columns - text.Length));
            if (at >= free && at + text.Length <= columns)
            {
                text.CopyTo(line.AsSpan(at));
                free = at + text.Length + 1;
            }
        }

        return new string(line);
    }
}
