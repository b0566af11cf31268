using System.Globalization;
using Mooncake.Cli.Charts;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Replay;

/// <summary>Prints what a replay has found: figures, charts and the capacity sweep, or JSON.</summary>
internal static class ReplayOutput
{
    private const int ChartHeight = 12;
    private const int WidestChart = 100;

    /// <summary>Prints a report.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="report">The report.</param>
    /// <param name="overRequests">The hit ratio over the requests.</param>
    /// <param name="overCapacity">The hit ratio over the capacity; null without a sweep.</param>
    internal static void Print(ToolRun run, ReplayReport report, LineChart overRequests, LineChart? overCapacity)
    {
        if (run.IsJson)
        {
            run.Output.Json(report, ReplayJson.Default.ReplayReport);
            return;
        }

        run.Output.Line(string.Create(CultureInfo.InvariantCulture, $"""
            requests          {report.Requests}
            blocks            {report.Blocks}
            distinct blocks   {report.DistinctBlocks}
            hits              {report.Hits}
            hit ratio         {report.HitRatio:0.0000}{(report.LruHitRatio is { } lru ? $"   (exact LRU: {lru:0.0000})" : "")}
            evictions seen    {report.Evictions}
            mismatches        {report.Mismatches}
            failures          {report.Failures}
            blocks/s          {report.BlocksPerSecond:0}
            """));
        foreach (LineChart chart in overCapacity is null ? [overRequests] : new[] { overRequests, overCapacity })
        {
            run.Output.Line();
            foreach (string line in TextChart.Draw(chart, Math.Clamp(run.Host.Width, 40, WidestChart), ChartHeight))
            {
                run.Output.Line(line);
            }
        }

        if (report.Sweep.Count > 0)
        {
            TextTable table = new(ReplayCharts.SweepHeadings);
            foreach (SweepPoint point in report.Sweep)
            {
                table.Add(ReplayCharts.SweepCells(point));
            }

            run.Output.Line();
            run.Output.Table(table);
        }
    }
}
