using Mooncake.Cli.Frame;
using Mooncake.Cli.Stores;
using Mooncake.Durable;

namespace Mooncake.Cli.Durable;

/// <summary>A command over a durable folder.</summary>
/// <param name="name">The word that the user types.</param>
/// <param name="description">What the command does.</param>
internal abstract class DurableCommand(string name, string description) : StoreCommand(name, description)
{
    /// <summary>Does the work.</summary>
    /// <param name="durable">The store's maintenance.</param>
    /// <param name="run">Arguments, output and cancellation.</param>
    protected abstract Task<ExitCode> RunAsync(DurableMaintenance durable, ToolRun run);

    /// <inheritdoc/>
    protected sealed override Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run) => store.Durable is { } durable
        ? RunAsync(durable, run)
        : throw new ToolException(ExitCode.Usage, $"'{Name}' is for durable folders: --connect durable://folder.");

    /// <summary>Passes a maintenance operation's progress on to a display.</summary>
    /// <param name="report">The display's.</param>
    protected static IProgress<DurableProgress> ProgressTo(Action<long, long> report) => new DirectProgress(report);

    /// <summary>Reports on the thread that does the work; <see cref="Progress{T}"/> would queue each report.</summary>
    private sealed class DirectProgress(Action<long, long> report) : IProgress<DurableProgress>
    {
        public void Report(DurableProgress value) => report(value.Done, value.Total);
    }
}
