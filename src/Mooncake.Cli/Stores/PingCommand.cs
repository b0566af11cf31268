using System.Globalization;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Stores;

/// <summary>Opens the store and asks whether it responds.</summary>
internal sealed class PingCommand()
    : StoreCommand(
        "ping",
        "Opens the store, asks whether it responds, and prints how long the answer took. Opens a durable folder read-only: doctor checks "
            + "whether it can be written.")
{
    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["ping --connect embedded://", "ping --connect mooncake://master:50051"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        long start = run.Host.Time.GetTimestamp();
        StoreHealth health = await store.CheckHealthAsync(run.Cancellation);
        TimeSpan time = run.Host.Time.GetElapsedTime(start);
        if (run.IsJson)
        {
            run.Output.Json(new PingReport(EngineName.Of(store), health.ToString(), time.TotalMilliseconds), StoreJson.Default.PingReport);
        }
        else
        {
            run.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"{EngineName.Of(store)}: {health} in {time.TotalMilliseconds:0.000} ms"));
        }

        return health switch
        {
            StoreHealth.Healthy => ExitCode.Done,
            StoreHealth.WritesFail => ExitCode.Failed,
            _ => ExitCode.CannotConnect,
        };
    }
}
