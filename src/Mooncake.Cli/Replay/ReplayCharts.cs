using System.Globalization;
using Mooncake.Cli.Charts;

namespace Mooncake.Cli.Replay;

/// <summary>The charts, the page and the CSV of a replay.</summary>
internal static class ReplayCharts
{
    // Enough for a smooth line.
    private const int LruPoints = 32;

    /// <summary>The hit ratio over the requests.</summary>
    internal static LineChart OverRequests(ReplayRun run) => new(
        "Hit ratio over the requests",
        "Requests",
        "Hit ratio",
        [new ChartSeries("All requests so far", run.SoFar), new ChartSeries("Since the point before", run.Recent)]);

    /// <summary>The hit ratio over the capacity.</summary>
    /// <param name="sweep">The store's hit ratios, by ascending capacity.</param>
    /// <param name="workload">The requests.</param>
    internal static LineChart OverCapacity(IReadOnlyList<SweepPoint> sweep, Workload workload) => new(
        "Hit ratio over the capacity",
        "Capacity in blocks",
        "Hit ratio",
        [
            new ChartSeries(
                "Store", [.. sweep.Select(static point => new ChartPoint(point.CapacityBlocks, point.HitRatio))], HasMarks: true),
            new ChartSeries("Exact LRU", LruLine(sweep, workload), IsReference: true),
        ],
        IsLogarithmic: true);

    /// <summary>The page of a replay.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="overRequests">The chart over the requests.</param>
    /// <param name="overCapacity">The chart over the capacity, or null without a sweep.</param>
    internal static HtmlReport Page(ReplayReport report, LineChart overRequests, LineChart? overCapacity)
    {
        HtmlReport page = new($"Replay of {report.Trace ?? "a trace made up"}");
        page.AddFacts(string.Create(CultureInfo.InvariantCulture,
            $"{report.Requests:N0} requests, {report.Blocks:N0} blocks looked up, {report.DistinctBlocks:N0} of them different. "
            + $"Engine: {report.Engine}. {report.BlockBytes:N0} bytes a block. {report.Seconds:0.0} seconds, "
            + $"{report.BlocksPerSecond:N0} blocks a second."));
        page.AddSection("Hit ratio over the requests", string.Create(CultureInfo.InvariantCulture,
            $"{report.HitRatio:0.0000} in the end: {report.Hits:N0} of {report.Blocks:N0} blocks were found"
            + $"{(report.CapacityBlocks is { } capacity ? $" in a store of {capacity:N0} blocks" : "")}."));
        page.AddChart(overRequests);
        if (overCapacity is not null)
        {
            page.AddSection(
                "Hit ratio over the capacity",
                "Each mark is a replay of all requests against a store of that size. The dashed line is an exact LRU cache.");
            page.AddChart(overCapacity);
            page.AddTable(SweepHeadings, report.Sweep.Select(SweepCells));
        }

        return page;
    }

    /// <summary>The headings of the sweep's table.</summary>
    internal static string[] SweepHeadings => ["capacity in blocks#", "hit ratio#", "exact LRU#", "difference#"];

    /// <summary>A row of the sweep's table.</summary>
    internal static string[] SweepCells(SweepPoint point) =>
    [
        point.CapacityBlocks.ToString("N0", CultureInfo.InvariantCulture),
        point.HitRatio.ToString("0.0000", CultureInfo.InvariantCulture),
        point.LruHitRatio.ToString("0.0000", CultureInfo.InvariantCulture),
        point.Difference.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture),
    ];

    /// <summary>All points of all lines: one line each, for a spreadsheet.</summary>
    internal static IEnumerable<string> Csv(LineChart overRequests, LineChart? overCapacity)
    {
        yield return "chart,line,x,hit_ratio";
        foreach ((string name, LineChart? chart) in new[] { ("requests", overRequests), ("capacity", overCapacity) })
        {
            foreach (ChartSeries series in chart?.Series ?? [])
            {
                foreach (ChartPoint point in series.Points)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"{name},{series.Name},{point.X:0},{point.Y:0.000000}");
                }
            }
        }
    }

    private static ChartPoint[] LruLine(IReadOnlyList<SweepPoint> sweep, Workload workload)
    {
        double from = sweep[0].CapacityBlocks;
        double to = sweep[^1].CapacityBlocks;
        return [.. Enumerable.Range(0, LruPoints)
            .Select(i => (int)Math.Round(from * Math.Pow(to / from, i / (LruPoints - 1.0))))
            .Distinct()
            .Select(capacity => new ChartPoint(capacity, workload.LruHitRatio(capacity)))];
    }
}
