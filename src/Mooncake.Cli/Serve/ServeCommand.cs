using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Monitoring;
using Mooncake.Cli.Stores;
using Mooncake.Server;

namespace Mooncake.Cli.Serve;

/// <summary>Serves a store to clients of Redis, and the dashboard to browsers.</summary>
internal sealed class ServeCommand : StoreCommand
{
    private readonly ServeOptions _options = new();

    /// <summary>Declares the command.</summary>
    internal ServeCommand()
        : base(
            "serve",
            "Serves the store to clients of Redis until Ctrl+C or SIGTERM, and with --http a dashboard: live charts, and a browser of keys "
            + "and values that only reads.") => _options.AddTo(this);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
    [
        "serve --connect embedded:// --http 127.0.0.1:8790",
        "serve --connect durable://./data --bind 0.0.0.0 --requirepass secret --tls-cert cert.pem --tls-key key.pem",
    ];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Write;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        RespServerOptions redis = _options.RedisOptions(run);
        DashboardOptions? http = _options.HttpOptions(run, redis.Certificate);
        StoreResult<RespServer> started = RespServer.TryStart(store, redis);
        if (!started.TryGetValue(out RespServer? server, out StoreError? error))
        {
            throw new ToolException(error!.Code == StoreErrorCode.InvalidConfiguration ? ExitCode.Usage : ExitCode.Failed, error.Message);
        }

        await using (server)
        {
            if (http is null)
            {
                await ServeAsync(store, server, dashboard: null, run);
                return ExitCode.Done;
            }

            StoreMonitor monitor = await StoreMonitor.StartAsync(store, server, run.Host.Time, run.Cancellation);
            await using LiveSampler sampler = new(monitor, _options.Interval(run), run.Host.Time);
            await using DashboardServer dashboard = await DashboardServer.StartAsync(store, sampler, http, run.Cancellation);
            if (http is { Token: not null, Certificate: null } && !System.Net.IPAddress.IsLoopback(http.EndPoint.Address))
            {
                run.Output.Warn(
                    "The dashboard's token and data are sent over the network without encryption. Give --tls-cert, or use a tunnel.");
            }

            await ServeAsync(store, server, dashboard, run);
        }

        return ExitCode.Done;
    }

    private static async Task ServeAsync(MooncakeStore store, RespServer server, DashboardServer? dashboard, ToolRun run)
    {
        if (run.IsJson)
        {
            ServeReport report = new(EngineName.Of(store), server.EndPoint.ToString(), dashboard?.Address.ToString());
            run.Output.Json(report, ServeJson.Default.ServeReport);
        }
        else
        {
            run.Output.Line($"Serving the {EngineName.Of(store)} store on {server.EndPoint}.");
            if (dashboard is not null)
            {
                run.Output.Line($"The dashboard is at {dashboard.Address}.");
            }
        }

        run.Output.Flush();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = run.Cancellation.Register(stopped.SetResult);
        await stopped.Task;

        // What has arrived is answered; then the dashboard ends, and then the store.
        await server.StopAsync();
    }
}
