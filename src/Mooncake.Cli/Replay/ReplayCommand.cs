using System.CommandLine;
using System.CommandLine.Parsing;
using KvCacheReplay;
using Mooncake.Cli.Charts;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Replay;

/// <summary>Replays the requests of an LLM server against a KV-cache in a store.</summary>
internal sealed class ReplayCommand : ToolCommand
{
    private readonly Argument<FileInfo?> _trace = new("trace")
    {
        Description = "The trace, in the format of Mooncake's FAST'25 release: one JSON object a line, with hash_ids. Without it, a small "
            + "one is made up.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _connect = new("--connect")
    {
        Description = "Replay against this store instead of an embedded one. The blocks get keys with the prefix mooncake-replay/, which "
            + "are removed before and after.",
        HelpName = "connection",
    };

    private readonly Option<int> _blockBytes = new("--block-bytes")
    {
        Description = "Payload of a block in bytes, from 1 to 16777216.",
        DefaultValueFactory = _ => 512,
        HelpName = "bytes",
    };

    private readonly Option<int?> _capacity = new("--capacity")
    {
        Description = "The size of the store in blocks. Without it, the store holds all of the trace.",
        HelpName = "blocks",
    };

    private readonly Option<int[]?> _capacities = new("--sweep")
    {
        Description = "The sizes in blocks of the capacity sweep, separated by commas. Without it, eight from 1/128 of the trace's blocks "
            + "to all of them. 0 for no sweep.",
        HelpName = "blocks,...",
        CustomParser = SweepCapacities.Parse,
    };

    private readonly Option<FileInfo?> _html = new("--html")
    {
        Description = "Write a report with charts to this file.",
        HelpName = "file",
    };

    private readonly Option<FileInfo?> _csv = new("--csv")
    {
        Description = "Write the points of the charts to this file.",
        HelpName = "file",
    };

    /// <summary>Declares the command.</summary>
    internal ReplayCommand()
        : base(
            "replay",
            "Replays the requests of an LLM server: looks each request's blocks up, stores the missing ones, and checks every byte. Prints "
            + "the hit ratio over the requests, and then the hit ratios of smaller stores, compared with an exact LRU cache.")
    {
        Arguments.Add(_trace);
        foreach (Option option in new Option[] { _connect, _blockBytes, _capacity, _capacities, _html, _csv })
        {
            Options.Add(option);
        }

        _blockBytes.Validators.Add(static result => RequireRange(result, result.GetValueOrDefault<int>(), 1, 16 << 20));
        _capacity.Validators.Add(static result => RequireRange(result, result.GetValueOrDefault<int?>() ?? 1, 1, int.MaxValue));
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
    [
        "replay",
        "replay conversation_trace.jsonl --html report.html",
        "replay trace.jsonl --sweep 1000,10000,50000 --csv sweep.csv --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ToolRun run)
    {
        FileInfo? trace = run.Get(_trace);

        // To open a named pipe blocks, and a trace can be long.
        Workload workload = await ToolFiles.RunAsync(() => Workload.Read(trace), run.Cancellation);
        int blockBytes = run.Get(_blockBytes);
        int? capacity = run.Get(_capacity);
        long objectBytes = await ReplayStores.MeasureAsync(blockBytes, run.Cancellation);
        ReplayRun replay;
        string engine;
        await using (MooncakeStore store = await OpenAsync(run, workload, objectBytes))
        {
            engine = EngineName.Of(store);
            replay = await ReplayAsync(store, run, workload, blockBytes);
        }

        List<SweepPoint> sweep = run.Get(_connect) is null ? await SweepAsync(run, workload, objectBytes, blockBytes) : [];
        ReplayReport report = new(
            trace?.Name, engine, replay.Figures.Requests, replay.Figures.Blocks, workload.DistinctBlocks, capacity, blockBytes,
            replay.Figures.Hits, replay.Figures.HitRatio, capacity is { } blocks ? workload.LruHitRatio(blocks) : null,
            replay.Figures.Evictions, replay.Figures.Mismatches, replay.Figures.Failures, replay.Elapsed.TotalSeconds,
            (replay.Figures.Blocks + replay.Figures.Puts) / replay.Elapsed.TotalSeconds, sweep);
        LineChart overRequests = ReplayCharts.OverRequests(replay);
        LineChart? overCapacity = sweep.Count == 0 ? null : ReplayCharts.OverCapacity(sweep, workload);
        ReplayOutput.Print(run, report, overRequests, overCapacity);
        if (run.Get(_html) is { } html)
        {
            await ToolFiles.WriteAsync(html, ReplayCharts.Page(report, overRequests, overCapacity).ToString(), run.Cancellation);
        }

        if (run.Get(_csv) is { } csv)
        {
            string lines = string.Concat(ReplayCharts.Csv(overRequests, overCapacity).Select(static line => line + Environment.NewLine));
            await ToolFiles.WriteAsync(csv, lines, run.Cancellation);
        }

        if (replay.FirstError is { } error)
        {
            run.Output.Warn($"{replay.Figures.Failures} lookups or puts failed. The first: {error.Message}");
        }

        if (replay.Figures.Mismatches > 0)
        {
            run.Output.Warn($"{replay.Figures.Mismatches} blocks did not have the bytes that had been stored.");
        }

        return replay.Figures.Failures + replay.Figures.Mismatches == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task<MooncakeStore> OpenAsync(ToolRun run, Workload workload, long objectBytes)
    {
        int? capacity = run.Get(_capacity);
        if (run.Get(_connect) is not { } connectionString)
        {
            return await ReplayStores.OpenAsync(capacity ?? workload.DistinctBlocks, objectBytes, capacity is not null, run.Cancellation);
        }

        return capacity is null
            ? await StoreOpening.OpenAsync(connectionString, StoreAccess.Write, run)
            : throw new ToolException(ExitCode.Usage, "--capacity sizes the embedded store; with --connect, the store has its own size.");
    }

    private async Task<ReplayRun> ReplayAsync(MooncakeStore store, ToolRun run, Workload workload, int blockBytes)
    {
        bool isOthers = run.Get(_connect) is not null;
        if (isOthers)
        {
            ToolRun.Require(await RemoveBlocksAsync(store, run.Cancellation));
        }

        try
        {
            return await RunAsync(store, run, workload, blockBytes, "Replaying");
        }
        finally
        {
            // Also after Ctrl+C: the blocks are of no use to anybody.
            if (isOthers && (await RemoveBlocksAsync(store, CancellationToken.None)).Error is { } error)
            {
                run.Output.Warn($"The blocks under '{KvBlock.Prefix}' were not all removed: {error.Message}");
            }
        }
    }

    private async Task<List<SweepPoint>> SweepAsync(ToolRun run, Workload workload, long objectBytes, int blockBytes)
    {
        List<SweepPoint> points = [];
        foreach (int capacity in run.Get(_capacities) ?? SweepCapacities.Default(workload.DistinctBlocks))
        {
            await using MooncakeStore store = await ReplayStores.OpenAsync(capacity, objectBytes, evicts: true, run.Cancellation);
            ReplayRun replay = await RunAsync(store, run, workload, blockBytes, $"{capacity} blocks");
            points.Add(new SweepPoint(capacity, replay.Figures.HitRatio, workload.LruHitRatio(capacity)));
        }

        return points;
    }

    private static async Task<ReplayRun> RunAsync(MooncakeStore store, ToolRun run, Workload workload, int blockBytes, string what)
    {
        ReplayRun? replay = null;
        await ProgressDisplay.RunAsync(run, what, async (report, cancellationToken) => replay = await ReplayRun.RunAsync(
            store, workload.Requests, blockBytes, figures => report(figures.Requests, workload.Requests.Count), cancellationToken));
        return replay!;
    }

    private static async Task<StoreResult> RemoveBlocksAsync(MooncakeStore store, CancellationToken cancellationToken)
    {
        StoreResult<StoreRemoval> removed = await store.Raw.RemoveByPrefixAsync(KvBlock.Prefix, RemoveOptions.Forced, cancellationToken);
        return removed.Error is { } error ? StoreResult.Failed(error) : StoreResult.Done;
    }

    private static void RequireRange(OptionResult result, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            result.AddError(most == int.MaxValue
                ? $"{result.Option.Name} is {value}, but must be at least {least}."
                : $"{result.Option.Name} is {value}, but must be from {least} to {most}.");
        }
    }
}
