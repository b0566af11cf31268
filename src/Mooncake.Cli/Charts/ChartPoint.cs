namespace Mooncake.Cli.Charts;

/// <summary>A point of a line.</summary>
/// <param name="X">The horizontal value.</param>
/// <param name="Y">The vertical value.</param>
internal readonly record struct ChartPoint(double X, double Y);
