using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using Mooncake.Cli.Charts;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;
using Mooncake.Options;

namespace Mooncake.Cli.Bench;

/// <summary>Measures the operations of a store.</summary>
internal sealed class BenchCommand : StoreCommand
{
    private const int MostBytes = 16 << 20;

    private static readonly string[] Headings =
        ["payload#", "operation", "objects#", "callers#", "objects/s#", "MiB/s#", "p50 us#", "p90 us#", "p99 us#", "p99.9 us#", "failed#"];

    private readonly Option<TimeSpan?> _duration =
        ToolOptions.Duration("--duration", "How long each measurement takes, without its preparation: 500ms if not given.");

    private readonly Option<int[]> _shapes = new("--shapes")
    {
        Description = "Payloads of an object, separated by commas, at most 16MiB: 256B,4KiB,64KiB,1MiB if not given.",
        HelpName = "size,...",
        DefaultValueFactory = static _ => [256, 4 << 10, 64 << 10, 1 << 20],
        CustomParser = static result => ParseList(result, "a size such as 4KiB, from 1 byte to 16 MiB", static text =>
            ByteSize.TryParse(text, out long bytes) && bytes is >= 1 and <= MostBytes ? (int)bytes : null),
    };

    private readonly Option<int[]> _concurrency = new("--concurrency")
    {
        Description = "Numbers of callers at a time, separated by commas: 1,8 if not given.",
        HelpName = "number,...",
        DefaultValueFactory = static _ => [1, 8],
        CustomParser = static result => ParseList(result, $"a number of callers from 1 to {BenchRun.MostCallers}", static text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int callers)
            && callers is >= 1 and <= BenchRun.MostCallers ? callers : null),
    };

    private readonly Option<FileInfo?> _html = new("--html")
    {
        Description = "Write a report with charts to this file.",
        HelpName = "file",
    };

    /// <summary>Declares the command.</summary>
    internal BenchCommand()
        : base(
            "bench",
            "Measures puts, gets and value leases, one object a call and in lists: latency percentiles and throughput. The objects "
            + "of the measurement have keys with the prefix mooncake-bench/, and are removed at the end. With the default shapes they "
            + "occupy at most about 64 MiB at a time.")
    {
        foreach (Option option in new Option[] { _duration, _shapes, _concurrency, _html })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["bench --connect embedded://", "bench --connect durable://./data --shapes 4KiB,1MiB --duration 2s --html bench.html"];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Write;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        TimeSpan duration = run.Get(_duration) ?? TimeSpan.FromMilliseconds(500);
        BenchCase[] cases = [.. BenchCase.All(run.Get(_shapes)!, run.Get(_concurrency)!)];
        BenchRun bench = new(store, duration);
        List<BenchResult> results = [];
        try
        {
            await MeasureAsync(bench, cases, results, run);
        }
        finally
        {
            if (await bench.RemoveAsync() is { } error)
            {
                run.Output.Warn($"Objects under 'mooncake-bench/' were not all removed: {error.Message}");
            }
        }

        BenchReport report = new(
            EngineName.Of(store), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, duration.TotalSeconds, results);
        Print(run, report);
        if (run.Get(_html) is { } html)
        {
            await ToolFiles.WriteAsync(html, Page(report).ToString(), run.Cancellation);
        }

        foreach (string message in results.Select(static result => result.Error).OfType<string>().Distinct())
        {
            run.Output.Warn(message);
        }

        return results.Exists(static result => result.Failures > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static Task MeasureAsync(BenchRun bench, BenchCase[] cases, List<BenchResult> results, ToolRun run) =>
        ProgressDisplay.RunAsync(run, "Measuring", async (report, cancellationToken) =>
        {
            foreach (BenchCase measured in cases)
            {
                results.Add(await bench.MeasureAsync(measured, cancellationToken));
                report(results.Count, cases.Length);
            }
        });

    private static void Print(ToolRun run, BenchReport report)
    {
        if (run.IsJson)
        {
            run.Output.Json(report, BenchJson.Default.BenchReport);
            return;
        }

        TextTable table = new(Headings);
        foreach (BenchResult result in report.Results)
        {
            table.Add(Cells(result));
        }

        run.Output.Table(table);
    }

    private static HtmlReport Page(BenchReport report)
    {
        HtmlReport page = new($"Benchmark of the {report.Engine} engine");
        page.AddFacts(string.Create(CultureInfo.InvariantCulture,
            $"{report.Processors} processors, {report.Runtime}, {report.Seconds:0.###} seconds for each measurement."));
        int callers = report.Results.Select(static result => result.Concurrency).DefaultIfEmpty().Max();
        foreach (bool isList in new[] { false, true })
        {
            BenchResult[] results = [.. report.Results.Where(result => result.Concurrency == callers && result.Objects > 1 == isList)];
            page.AddSection(
                isList ? "Throughput of lists" : "Throughput of single objects", $"With {Units.Count(callers, "caller")} at a time.");
            page.AddChart(new LineChart(
                "Throughput",
                "Payload of an object",
                "MiB a second",
                LinesOf(results),
                IsLogarithmic: true,
                XText: static value => TextOf((int)value)));
        }

        page.AddSection("All measurements", "Times are for one call. A caller makes one call after the other.");
        page.AddTable(Headings, report.Results.Select(Cells));
        return page;
    }

    private static ChartSeries[] LinesOf(BenchResult[] results) =>
    [
        .. results.GroupBy(static result => result.Operation).Select(static group => new ChartSeries(
            group.Key,
            [.. group.OrderBy(static result => result.Bytes).Select(static result => new ChartPoint(result.Bytes, result.MiBPerSecond))],
            HasMarks: true)),
    ];

    private static string[] Cells(BenchResult result) =>
    [
        TextOf(result.Bytes),
        result.Operation,
        result.Objects.ToString(CultureInfo.InvariantCulture),
        result.Concurrency.ToString(CultureInfo.InvariantCulture),
        result.ObjectsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
        result.MiBPerSecond.ToString("N1", CultureInfo.InvariantCulture),
        .. new[] { result.P50, result.P90, result.P99, result.P999 }.Select(Microseconds),
        (result.Failures + result.Missing).ToString(CultureInfo.InvariantCulture),
    ];

    private static string Microseconds(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static string TextOf(int bytes) => bytes switch
    {
        _ when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
        _ when bytes % (1 << 10) == 0 => $"{bytes >> 10} KiB",
        _ => $"{bytes} B",
    };

    private static int[] ParseList(ArgumentResult result, string expected, Func<string, int?> parse)
    {
        List<int> values = [];
        foreach (string part in result.Tokens[0].Value.Split(','))
        {
            if (parse(part.Trim()) is not { } value)
            {
                result.AddError($"'{Printable.Of(part)}' is not {expected}.");
                return [];
            }

            values.Add(value);
        }

        return [.. values.Distinct().Order()];
    }
}
