using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Stores;

/// <summary>Shows what a store is and how full.</summary>
internal sealed class DescribeCommand()
    : StoreCommand("describe",
        "Shows a store: engine, version, objects, capacity, evictions; and a cluster's segments, clients and leader.")
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["describe --connect mooncake://master:50051", "describe --connect durable://./data"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        DescribeReport report = await StoreDescription.OfAsync(store, StoreOpening.Options(ConnectionString(run), Access),
            run.Cancellation);
        if (run.IsJson)
        {
            run.Output.Json(report, StoreJson.Default.DescribeReport);
        }
        else
        {
            Write(report, run.Output);
        }

        if (report.Problem is { } problem)
        {
            run.Output.Flush();
            run.Output.Warn(problem);
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static void Write(DescribeReport report, ToolOutput output)
    {
        FactList facts = new();
        facts.Add("engine", report.Engine);
        facts.Add("version", report.Version);
        facts.Add(report.Segments is null && report.Folder is not null ? "folder" : "master", report.Address);
        facts.Add("status", report.IsServing is { } serving ? $"{report.Status}, {(serving ? "serving" : "not serving")}" : null);
        facts.Add("role", string.Join(", ", new[] { report.Role, report.State }.Where(text => !string.IsNullOrEmpty(text)).Distinct()));
        facts.Add("leader", report.Leader);
        facts.Add("clients", CountOf(report.Clients));
        facts.Add("objects", CountOf(report.Objects));
        facts.Add("used", report.UsedBytes is { } used ? Used(report, used, output.IsTerminal) : null);
        facts.Add("evictions", CountOf(report.Evictions));
        facts.Add("hit ratio", report.HitRatio is { } ratio ? Units.Percent(ratio, 1) : null);
        if (report.Folder is { } folder)
        {
            facts.Add("on disk", $"{Units.Bytes(folder.DiskBytes)}, of which logs {Units.Bytes(folder.LogBytes)}");
            facts.Add("to compact", Units.Bytes(folder.CompactionBacklogBytes));
            facts.Add("checkpoint", folder.LastCheckpoint?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            facts.Add("checkpoint failed", folder.CheckpointFailure);
        }

        facts.WriteTo(output);
        if (report.Segments is { Count: > 0 } segments)
        {
            output.Line();
            TextTable table = new("segment", "endpoint", "protocol", "status", "used#", "size#", "use");
            foreach (SegmentReport segment in segments)
            {
                table.Add(
                    segment.Name,
                    segment.Endpoint,
                    segment.Protocol,
                    segment.Status,
                    Units.Bytes(segment.UsedBytes),
                    Units.Bytes(segment.TotalBytes),
                    UseBar.Of(segment.UsedBytes, segment.TotalBytes, output.IsTerminal));
            }

            output.Table(table);
        }
        else if (report.Segments is not null)
        {
            output.Line("No client lends memory: puts fail until one does.");
        }
    }

    private static string? CountOf(long? number) => number is { } count ? Units.Count(count) : null;

    private static string Used(DescribeReport report, long used, bool isTerminal) => report.CapacityBytes is > 0 and long capacity
        ? $"{Units.Bytes(used)} of {Units.Bytes(capacity)}  {UseBar.Of(used, capacity, isTerminal)}"
        : report.Segments is null ? $"{Units.Bytes(used)}, no limit" : Units.Bytes(used);
}
