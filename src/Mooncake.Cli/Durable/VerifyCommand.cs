using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Durable;

namespace Mooncake.Cli.Durable;

/// <summary>Verifies every object and file of a folder.</summary>
internal sealed class VerifyCommand()
    : DurableCommand("verify",
        "Reads every object of a durable folder and verifies checksums, also while another process writes. The exit code is 1 if "
            + "something is damaged.")
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["verify --connect durable://./data"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(DurableMaintenance durable, ToolRun run)
    {
        StoreResult<DurableVerification> result = default;
        await ProgressDisplay.RunAsync(
            run, "Verifying", async (report, cancellation) => result = await durable.VerifyAsync(ProgressTo(report), cancellation));
        DurableVerification found = ToolRun.Require(result);
        if (run.IsJson)
        {
            VerifyReport report = new(
                durable.Folder,
                found.IsWhole,
                found.Objects,
                found.Bytes,
                found.Trailers,
                found.DamagedCount,
                [.. found.Damaged.Select(damaged => new DamagedReport(damaged.Key, damaged.Code.ToString()))],
                found.DamagedFile);
            run.Output.Json(report, DurableJson.Default.VerifyReport);
        }
        else
        {
            Write(found, run.Output);
        }

        return found.IsWhole ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(DurableVerification found, ToolOutput output)
    {
        output.Line($"{Units.Count(found.Objects, "object")}, {Units.Bytes(found.Bytes)}, {Units.Count(found.Trailers)} with trailers: "
            + (found.IsWhole ? "all verified." : $"{Units.Count(found.DamagedCount)} damaged."));
        foreach (DamagedObject damaged in found.Damaged)
        {
            output.Line($"{damaged.Code}\t{Printable.Of(damaged.Key)}");
        }

        if (found.DamagedCount > found.Damaged.Count)
        {
            output.Line($"and {Units.Count(found.DamagedCount - found.Damaged.Count)} more");
        }

        if (found.DamagedFile is { } file)
        {
            output.Line($"Damaged files: {Printable.Of(file)}");
        }
    }
}
