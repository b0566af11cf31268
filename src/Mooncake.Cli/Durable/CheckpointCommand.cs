using System.CommandLine;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;
using Mooncake.Durable;

namespace Mooncake.Cli.Durable;

/// <summary>Makes a copy of a folder.</summary>
internal sealed class CheckpointCommand : DurableCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "The folder of the copy, which must not exist." };

    /// <summary>Declares the command.</summary>
    internal CheckpointCommand()
        : base("checkpoint", "Makes a consistent copy of a durable folder, which can be opened as a store. No other process may have "
            + "the folder open for writing.")
    {
        _folder.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("The folder is not empty.");
            }
        });
        Arguments.Add(_folder);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["checkpoint ./backups/monday --connect durable://./data"];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Change;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(DurableMaintenance durable, ToolRun run)
    {
        string folder = Path.GetFullPath(run.Get(_folder));
        ToolRun.Require(await durable.CheckpointAsync(folder, run.Cancellation));
        if (run.IsJson)
        {
            run.Output.Json(new CheckpointReport(durable.Folder, folder), DurableJson.Default.CheckpointReport);
        }
        else
        {
            run.Output.Line($"Made {Printable.Of(folder)}.");
        }

        return ExitCode.Done;
    }
}
