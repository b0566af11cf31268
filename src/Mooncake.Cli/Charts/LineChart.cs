namespace Mooncake.Cli.Charts;

/// <summary>A chart of lines, to draw as SVG or as text.</summary>
/// <param name="Title">The title.</param>
/// <param name="XLabel">What the horizontal axis shows, with its unit.</param>
/// <param name="YLabel">What the vertical axis shows, with its unit. The axis begins at 0.</param>
/// <param name="Series">The lines; those without points are left out.</param>
/// <param name="IsLogarithmic">True for a logarithmic horizontal axis, whose values are above 0.</param>
/// <param name="XText">The text of a horizontal value, for an axis with a tick at each point; null for round numbers.</param>
internal sealed record LineChart(
    string Title,
    string XLabel,
    string YLabel,
    IReadOnlyList<ChartSeries> Series,
    bool IsLogarithmic = false,
    Func<double, string>? XText = null)
{
    /// <summary>The horizontal axis.</summary>
    internal Axis X { get; } = IsLogarithmic
        ? Axis.Logarithmic(Values(Series, static point => point.X))
        : Axis.Linear(Values(Series, static point => point.X), fromZero: false);

    /// <summary>The vertical axis.</summary>
    internal Axis Y { get; } = Axis.Linear(Values(Series, static point => point.Y), fromZero: true);

    /// <summary>Where the horizontal axis has ticks, with their texts.</summary>
    internal IEnumerable<(double Value, string Text)> XTicks => XText is null
        ? X.Ticks.Select(static tick => (tick, Axis.Text(tick)))
        : Values(Series, static point => point.X).Distinct().Order().Select(value => (value, XText(value)));

    /// <summary>A point as text.</summary>
    internal string TextOf(ChartPoint point) => $"{(XText ?? Axis.Text)(point.X)}, {Axis.Text(point.Y)}";

    private static double[] Values(IReadOnlyList<ChartSeries> series, Func<ChartPoint, double> value) =>
        [.. series.SelectMany(line => line.Points.Select(value)).Where(double.IsFinite)];
}
