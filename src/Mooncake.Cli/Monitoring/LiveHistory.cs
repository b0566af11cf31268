namespace Mooncake.Cli.Monitoring;

/// <summary>The answer of the dashboard's <c>/api/live</c>.</summary>
/// <param name="Engine">The engine of the store.</param>
/// <param name="RunId">Changes when the server is started anew, and with it the numbers of the intervals.</param>
/// <param name="IntervalSeconds">The length of an interval.</param>
/// <param name="Figures">The intervals after the one that was asked for, the oldest first.</param>
internal sealed record LiveHistory(string Engine, string RunId, double IntervalSeconds, IReadOnlyList<LiveFigures> Figures);
