using System.CommandLine;
using System.Globalization;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Monitoring;
using Mooncake.Cli.Output;
using Mooncake.Cli.Serve;
using Mooncake.Cli.Stores;
using Spectre.Console;

namespace Mooncake.Cli.Top;

/// <summary>Shows live what a cluster or a server does.</summary>
internal sealed class TopCommand : ToolCommand
{
    private readonly Option<Uri?> _url = new("--url")
    {
        Description = "The dashboard of a running 'mooncake serve', such as http://127.0.0.1:8790. Shows all figures.",
        HelpName = "address",
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
            if (!isAddress)
            {
                result.AddError($"--url is '{Printable.Of(text)}', but must be an address such as http://127.0.0.1:8790.");
            }

            return isAddress ? address : null;
        },
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"The dashboard's token. Without it, the variable {ServeOptions.TokenVariable}, if set.",
        HelpName = "token",
    };

    private readonly Option<TimeSpan?> _interval = ToolOptions.Duration(
        "--interval", "How often to show figures, at least 100ms: 1s if not given. Each line is of one interval.");

    private readonly Option<long?> _count = new("--count") { Description = "End after this number of intervals.", HelpName = "number" };

    /// <summary>Declares the command.</summary>
    internal TopCommand()
        : base(
            "top",
            "Shows live what a cluster or a running 'mooncake serve' does: operations, hit ratio, bytes, evictions and latency. On a "
            + "terminal a display, otherwise a line for each interval. A cluster's master counts no bytes on the network and no latencies.")
    {
        foreach (Option option in new Option[] { StoreCommand.Connect, _url, _token, _interval, _count })
        {
            Options.Add(option);
        }

        _interval.Validators.Add(static result => ServeOptions.RequireInterval(result, result.GetValueOrDefault<TimeSpan?>()));
        _count.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<long?>() < 1)
            {
                result.AddError("--count must be at least 1.");
            }
        });
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
    [
        "top --url http://127.0.0.1:8790",
        "top --connect mooncake://master:50051 --interval 5s",
        "top --url http://127.0.0.1:8790 --count 60 --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ToolRun run)
    {
        if (run.Get(_url) is { } address)
        {
            using RemoteFigures remote = new(address, run.Get(_token) ?? run.Host.Variable(ServeOptions.TokenVariable), run.Host.Time);
            return await ShowAsync(remote, run);
        }

        string connection = StoreCommand.ConnectionString(run);
        StoreEngine engine = StoreOpening.Options(connection, StoreAccess.Read).Engine;
        if (engine != StoreEngine.Cluster)
        {
            throw new ToolException(
                ExitCode.Usage,
                "Only the process that has opened an embedded or durable store can count its operations. Open it with "
                + "'mooncake serve --http 127.0.0.1:8790', and run 'mooncake top --url http://127.0.0.1:8790'.");
        }

        await using MooncakeStore store = await StoreOpening.OpenAsync(connection, StoreAccess.Read, run);
        return await ShowAsync(await StoreMonitor.StartAsync(store, server: null, run.Host.Time, run.Cancellation), run);
    }

    /// <returns>Failed if the last interval had an error.</returns>
    private async Task<ExitCode> ShowAsync(IFiguresSource source, ToolRun run)
    {
        ExitCode code = ExitCode.Done;
        if (run.Output.IsTerminal && !run.IsJson)
        {
            TopView view = new();
            await run.Output.Console.Live(new Text("Waiting for figures ...")).StartAsync(async context =>
                code = await EachAsync(source, run, figures =>
                {
                    context.UpdateTarget(view.Draw(source.Engine, figures));
                    context.Refresh();
                }));
            return code;
        }

        if (!run.IsJson)
        {
            run.Output.Line($"time\t{string.Join('\t', TopColumn.All.Select(static column => column.Name))}");
        }

        return await EachAsync(source, run, figures =>
        {
            WriteLine(run, figures);
            run.Output.Flush();
        });
    }

    private async Task<ExitCode> EachAsync(IFiguresSource source, ToolRun run, Action<LiveFigures> show)
    {
        long left = run.Get(_count) ?? long.MaxValue;
        using PeriodicTimer timer = new(run.Get(_interval) ?? TimeSpan.FromSeconds(1), run.Host.Time);
        while (true)
        {
            await timer.WaitForNextTickAsync(run.Cancellation);
            LiveFigures figures = await source.NextAsync(run.Cancellation);
            show(figures);
            if (--left == 0)
            {
                return figures.Error is null ? ExitCode.Done : ExitCode.Failed;
            }
        }
    }

    private static void WriteLine(ToolRun run, LiveFigures figures)
    {
        if (run.IsJson)
        {
            run.Output.Json(figures, LiveJson.Default.LiveFigures);
            return;
        }

        if (figures.Error is { } error)
        {
            run.Output.Warn(error);
        }

        string time = figures.Time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        run.Output.Line($"{time}\t{string.Join('\t', TopColumn.All.Select(column => column.TextOf(figures)))}");
    }
}
