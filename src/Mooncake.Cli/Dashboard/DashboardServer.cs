using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Monitoring;

namespace Mooncake.Cli.Dashboard;

/// <summary>Serves the dashboard over HTTP. It listens from <see cref="StartAsync"/> until it is disposed.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    // A browser opens six connections at most; some people may look at the same time.
    private const int MostConnections = 64;

    private readonly WebApplication _application;
    private readonly DashboardRequests _requests;

    private DashboardServer(WebApplication application, DashboardRequests requests, Uri address)
    {
        _application = application;
        _requests = requests;
        Address = address;
    }

    /// <summary>The page's address. The token is not part of it.</summary>
    internal Uri Address { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="store">The store that the key browser shows; it may be closed before the server.</param>
    /// <param name="sampler">The figures.</param>
    /// <param name="options">Where to listen, and whom to answer.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ToolException">The options are refused, or the system does not let the server listen.</exception>
    internal static async Task<DashboardServer> StartAsync(
        MooncakeStore store, LiveSampler sampler, DashboardOptions options, CancellationToken cancellationToken)
    {
        if (options.Refusal is { } refusal)
        {
            throw new ToolException(ExitCode.Usage, refusal);
        }

        // Nothing but Kestrel: no configuration, no logging (a token must not get into a log), no signals.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        WebApplication application = builder.Build();
        DashboardRequests requests = new(store, sampler, options);
        ((IApplicationBuilder)application).Run(requests.AnswerAsync);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync();
            requests.Dispose();
            string cause = exception.InnerException is AddressInUseException
                ? "another program uses the port" : exception.Message.TrimEnd('.');
            throw new ToolException(
                ExitCode.Failed,
                $"The dashboard cannot listen on {options.EndPoint}: {cause}. Choose another address or port with --http.");
        }

        IFeatureCollection features = application.Services.GetRequiredService<IServer>().Features;
        string address = features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new DashboardServer(application, requests, new Uri(address));
    }

    /// <summary>Stops listening, and waits a moment for requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
        _requests.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;

        // The ids of two of the longest keys: the prefix, and the start of a page.
        kestrel.Limits.MaxRequestLineSize = 192 << 10;
        kestrel.Limits.MaxRequestBufferSize = 256 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Listen(options.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is { } certificate)
            {
                listen.UseHttps(certificate);
            }
        });
    }

    /// <summary>Leaves signals to the command, which ends the servers in their order.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
