using System.Xml.Linq;
using Mooncake.Cli.Charts;

namespace Mooncake.Cli.Tests.Charts;

public sealed class ChartTests
{
    private static readonly LineChart Chart = new(
        "Ratio <of> \"hits\"",
        "Blocks & more",
        "Ratio",
        [
            new ChartSeries("Store", [new(10, 0.1), new(100, 0.2), new(1000, 0.3)], HasMarks: true),
            new ChartSeries("LRU", [new(10, 0.15), new(1000, 0.35)], IsReference: true),
            new ChartSeries("Nothing", []),
        ],
        IsLogarithmic: true);

    [Fact]
    public void Svg_IsXmlWithALineForEachSeries()
    {
        XElement svg = XElement.Parse(SvgChart.Draw(Chart));

        Assert.Equal(Chart.Title, svg.Attribute("aria-label")!.Value);
        Assert.Equal(2, svg.Elements("polyline").Count());
        Assert.Contains(svg.Elements("text"), text => text.Value == "Blocks & more");
        Assert.DoesNotContain(svg.Elements("text"), text => text.Value == "Nothing");
    }

    [Fact]
    public void Svg_LinesLieWithinTheAxes()
    {
        XElement svg = XElement.Parse(SvgChart.Draw(Chart));

        double[] xs = [.. svg.Elements("polyline").SelectMany(line => line.Attribute("points")!.Value.Split(' '))
            .Select(point => double.Parse(point.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
        XElement axis = svg.Elements("line").Single(static line =>
            (string?)line.Attribute("class") == "axis" && line.Attribute("x1")!.Value != line.Attribute("x2")!.Value);
        Assert.Equal((double)axis.Attribute("x1")!, xs.Min());
        Assert.Equal((double)axis.Attribute("x2")!, xs.Max());
    }

    [Fact]
    public void Text_HasTheMarksOfTheStoreAboveTheReference()
    {
        string[] lines = [.. TextChart.Draw(Chart, 60, 10)];

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
        Assert.Equal(3, lines[1..11].Sum(line => line.Count(static c => c == '*')));
        Assert.Contains("* Store    . LRU", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfAChartWithoutPoints_IsDrawn() =>
        Assert.NotEmpty(TextChart.Draw(new LineChart("Empty", "x", "y", [new ChartSeries("None", [])]), 40, 4));

    [Fact]
    public void Report_EncodesWhatItShows()
    {
        HtmlReport page = new("<script>");
        page.AddTable(["<b>#"], [["<i>&"]]);
        page.AddSection("<u>", "</p>");

        string html = page.ToString();

        Assert.Contains("<h1>&lt;script&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">&lt;i&gt;&amp;</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", html, StringComparison.Ordinal);
    }
}
