using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Transports;

/// <summary>A server in a host, as docs/redis.md shows it.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task Server_InAHost_ServesTheHostsStore()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddMooncakeStore("embedded://");
        builder.Services.AddSingleton<RedisService>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<RedisService>());
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        using (RawClient client = new(host.Services.GetRequiredService<RedisService>().Port))
        {
            Assert.Equal("+OK\r\n", client.Command("SET", "k", "v"));
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TryStart_OverAStoreThatIsNotOpen_IsAnError()
    {
        await using ServiceProvider services = new ServiceCollection().AddMooncakeStore("embedded://").BuildServiceProvider();

        StoreResult<RespServer> started = RespServer.TryStart(services.GetRequiredService<MooncakeStore>());

        Assert.Equal(StoreErrorCode.NotOpen, started.Error?.Code);
    }

    private sealed class RedisService(MooncakeStore store) : IHostedService
    {
        private RespServer? _server;

        internal int Port => _server!.EndPoint.Port;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _server = RespServer.Start(store, new RespServerOptions { Port = 0 });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync() ?? Task.CompletedTask;
    }
}
