using System.Net;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Monitoring;
using Mooncake.Server;

namespace Mooncake.Cli.Tests.Support;

/// <summary>A store with a Redis server and a dashboard over it, at ports that the system chooses.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly RespServer _redis;
    private readonly LiveSampler _sampler;
    private DashboardServer _server;

    private DashboardHost(MooncakeStore store, RespServer redis, LiveSampler sampler, DashboardServer server)
    {
        Store = store;
        _redis = redis;
        _sampler = sampler;
        _server = server;
    }

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; }

    /// <summary>The address of the Redis server.</summary>
    internal IPEndPoint Redis => _redis.EndPoint;

    /// <summary>The address of the page.</summary>
    internal Uri Address => _server.Address;

    /// <summary>Starts everything.</summary>
    /// <param name="options">Whom to answer; null for everybody on the loopback address.</param>
    internal static async Task<DashboardHost> StartAsync(DashboardOptions? options = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", cancellation);
        RespServer redis = RespServer.Start(store, new RespServerOptions { Port = 0, Threads = 1 });
        StoreMonitor monitor = await StoreMonitor.StartAsync(store, redis, TimeProvider.System, cancellation);
        LiveSampler sampler = new(monitor, TimeSpan.FromMilliseconds(50), TimeProvider.System);
        DashboardServer server = await DashboardServer.StartAsync(
            store, sampler, options ?? new DashboardOptions(new IPEndPoint(IPAddress.Loopback, 0)), cancellation);
        return new DashboardHost(store, redis, sampler, server);
    }

    /// <summary>Ends the dashboard's server alone.</summary>
    /// <returns>The port that it had.</returns>
    internal async Task<int> StopServerAsync()
    {
        int port = _server.Address.Port;
        await _server.DisposeAsync();
        return port;
    }

    /// <summary>Starts the dashboard's server again.</summary>
    internal async Task RestartServerAsync(int port) => _server = await DashboardServer.StartAsync(
        Store, _sampler, new DashboardOptions(new IPEndPoint(IPAddress.Loopback, port)), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _sampler.DisposeAsync();
        await _redis.DisposeAsync();
        await Store.DisposeAsync();
    }
}
