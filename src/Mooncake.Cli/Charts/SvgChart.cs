using System.Globalization;
using System.Net;
using System.Text;

namespace Mooncake.Cli.Charts;

/// <summary>Draws a chart as SVG. The colours are in the style sheet of <see cref="HtmlReport"/>.</summary>
internal static class SvgChart
{
    /// <summary>Lines that have a colour of their own.</summary>
    internal const int Colors = 6;

    private const int Width = 880;
    private const int Height = 420;
    private const int Left = 76;
    private const int Right = 24;
    private const int Top = 48;
    private const int Bottom = 64;

    /// <summary>Draws a chart.</summary>
    /// <returns>An <c>svg</c> element, with all text encoded.</returns>
    internal static string Draw(LineChart chart)
    {
        StringBuilder svg = new();
        Write(svg, $"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Encoded(chart.Title)}">""");
        DrawAxes(svg, chart);
        ChartSeries[] drawn = [.. chart.Series.Where(static series => series.Points.Count > 0)];
        int legendX = Left;
        for (int i = 0; i < drawn.Length; i++)
        {
            legendX = DrawLegend(svg, drawn[i], i % Colors, legendX);
        }

        // The first line is on top.
        for (int i = drawn.Length - 1; i >= 0; i--)
        {
            DrawSeries(svg, chart, drawn[i], i % Colors);
        }

        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void DrawAxes(StringBuilder svg, LineChart chart)
    {
        foreach (double tick in chart.Y.Ticks)
        {
            double y = YOf(chart, tick);
            Write(svg, $"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y:0.#}" y2="{y:0.#}"/>""");
            Write(svg, $"""<text class="tick" x="{Left - 8}" y="{y + 4:0.#}" text-anchor="end">{Axis.Text(tick)}</text>""");
        }

        foreach ((double tick, string text) in chart.XTicks)
        {
            double x = XOf(chart, tick);
            Write(svg, $"""<line class="axis" x1="{x:0.#}" x2="{x:0.#}" y1="{Height - Bottom}" y2="{Height - Bottom + 5}"/>""");
            Write(svg, $"""<text class="tick" x="{x:0.#}" y="{Height - Bottom + 20}" text-anchor="middle">{Encoded(text)}</text>""");
        }

        int middle = (Top + Height - Bottom) / 2;
        Write(svg, $"""<line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}"/>""");
        string centre = $"translate({(Left + Width - Right) / 2} {Height - 16})";
        Write(svg, $"""<text class="label" transform="{centre}" text-anchor="middle">{Encoded(chart.XLabel)}</text>""");
        string side = $"translate(20 {middle}) rotate(-90)";
        Write(svg, $"""<text class="label" transform="{side}" text-anchor="middle">{Encoded(chart.YLabel)}</text>""");
    }

    private static void DrawSeries(StringBuilder svg, LineChart chart, ChartSeries series, int color)
    {
        string points = string.Join(' ', series.Points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{XOf(chart, point.X):0.#},{YOf(chart, point.Y):0.#}")));
        Write(svg, $"""<polyline class="line c{color}{(series.IsReference ? " reference" : "")}" points="{points}"/>""");
        foreach (ChartPoint point in series.HasMarks ? series.Points : [])
        {
            Write(svg, $"""<circle class="mark c{color}" cx="{XOf(chart, point.X):0.#}" cy="{YOf(chart, point.Y):0.#}" r="4.5">""");
            Write(svg, $"<title>{Encoded(series.Name)}: {Encoded(chart.TextOf(point))}</title></circle>");
        }
    }

    /// <returns>Where the next entry begins.</returns>
    private static int DrawLegend(StringBuilder svg, ChartSeries series, int color, int x)
    {
        Write(svg, $"""<line class="line c{color}{(series.IsReference ? " reference" : "")}" x1="{x}" x2="{x + 28}" y1="22" y2="22"/>""");
        if (series.HasMarks)
        {
            Write(svg, $"""<circle class="mark c{color}" cx="{x + 14}" cy="22" r="4.5"/>""");
        }

        Write(svg, $"""<text class="legend" x="{x + 36}" y="26">{Encoded(series.Name)}</text>""");

        // About 7.6 units a character at the size of the style sheet.
        return x + 36 + (int)(series.Name.Length * 7.6) + 28;
    }

    private static double XOf(LineChart chart, double value) => Left + (chart.X.PositionOf(value) * (Width - Left - Right));

    private static double YOf(LineChart chart, double value) =>
        Height - Bottom - (chart.Y.PositionOf(value) * (Height - Top - Bottom));

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static void Write(StringBuilder svg, FormattableString element) =>
        svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));
}
