using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;
using Mooncake.Durable;

namespace Mooncake.Cli.Durable;

/// <summary>Rewrites the files of a folder.</summary>
internal sealed class CompactCommand()
    : DurableCommand("compact",
        "Rewrites the files of a durable folder, so that removed objects occupy no space. No other process may have the folder open "
            + "for writing.")
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["compact --connect durable://./data"];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Change;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(DurableMaintenance durable, ToolRun run)
    {
        long before = ToolRun.Require(durable.GetStatistics()).DiskBytes;
        StoreResult result = default;
        await ProgressDisplay.RunAsync(
            run, "Compacting", async (report, cancellation) => result = await durable.CompactAsync(ProgressTo(report), cancellation));
        ToolRun.Require(result);
        long after = ToolRun.Require(durable.GetStatistics()).DiskBytes;
        if (run.IsJson)
        {
            run.Output.Json(new CompactReport(durable.Folder, before, after), DurableJson.Default.CompactReport);
        }
        else
        {
            run.Output.Line($"{Units.Bytes(before)} before, {Units.Bytes(after)} after.");
        }

        return ExitCode.Done;
    }
}
