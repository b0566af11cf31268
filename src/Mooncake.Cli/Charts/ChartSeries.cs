namespace Mooncake.Cli.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Points">The points, in the order of their horizontal values.</param>
/// <param name="IsReference">True for a line to compare with: it is dashed and has no marks.</param>
/// <param name="HasMarks">True to mark each point.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, bool IsReference = false, bool HasMarks = false);
