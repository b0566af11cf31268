using System.CommandLine;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Copies objects from one store to another.</summary>
internal sealed class CopyCommand : ToolCommand
{
    private readonly Option<string> _from = new("--from")
    {
        Description = "The store to read: a connection string.",
        Required = true,
        HelpName = "connection",
    };
    private readonly Option<string> _to = new("--to")
    {
        Description = "The store to write: a connection string.",
        Required = true,
        HelpName = "connection",
    };
    private readonly Option<string> _prefix = new("--prefix")
    {
        Description = "Copy only objects whose keys begin with this text.",
        HelpName = "text",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "Replace objects that the destination has. Without it, they are kept.",
    };

    /// <summary>Declares the command.</summary>
    internal CopyCommand()
        : base("copy", "Copies objects with their expiry from one store to another.")
    {
        Option[] options = [_from, _to, _prefix, _replace];
        Array.ForEach(options, Options.Add);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["copy --from durable://./cache --to mooncake://master:50051 --prefix kv/", "copy --from durable://./old --to durable://./new"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ToolRun run)
    {
        await using MooncakeStore source = await StoreOpening.OpenAsync(run.Get(_from)!, StoreAccess.Read, run);
        await using MooncakeStore destination = await StoreOpening.OpenAsync(run.Get(_to)!, StoreAccess.Write, run);
        ObjectCopy copy = new(source, destination, run.Get(_replace), run);

        // Counting is quick where it is possible; without a number, the display shows none.
        StoreResult<long> total = await source.Raw.CountAsync(run.Get(_prefix)!, run.Cancellation);
        await ProgressDisplay.RunAsync(
            run,
            "Copying",
            (progress, cancellation) => copy.RunAsync(run.Get(_prefix)!, total.GetValueOrDefault(), progress, cancellation));

        ToolRun.Require(await destination.CloseAsync());
        Report(run, copy.Report);
        if (copy.FirstError is { } error)
        {
            run.Output.Warn($"{Units.Count(copy.Report.Failed, "object")} not copied. The first: {error.Message}");
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static void Report(ToolRun run, CopyReport report)
    {
        if (run.IsJson)
        {
            run.Output.Json(report, ObjectJson.Default.CopyReport);
            return;
        }

        run.Output.Line($"Copied {Units.Count(report.Copied, "object")}, {Units.Bytes(report.Bytes)}.");
        if (report.Existing > 0)
        {
            run.Output.Line($"Kept {Units.Count(report.Existing, "object")} that the destination had already; --replace replaces them.");
        }

        if (report.WithoutExpiry > 0)
        {
            run.Output.Warn($"{Units.Count(report.WithoutExpiry, "object")} copied without expiry, which the destination does not "
                + "support.");
        }
    }
}
