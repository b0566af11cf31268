using Mooncake.Server.Tests.Support;
using StackExchange.Redis;

namespace Mooncake.Server.Tests.Clients;

public sealed class StackExchangeRedisTests
{
    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task Client_CanDoWhatProgramsDo(RedisProtocol protocol)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Password = "secret" });
        await using ConnectionMultiplexer client = await ConnectAsync(server.Port, protocol);
        IDatabase database = client.GetDatabase();

        Assert.True(await database.StringSetAsync("a", "1"));
        Assert.Equal("1", await database.StringGetAsync("a"));
        Assert.False(await database.StringSetAsync("a", "2", when: When.NotExists));
        Assert.Equal(2, await database.StringIncrementAsync("a"));
        Task<RedisValue>[] pipeline = [.. Enumerable.Range(0, 100).Select(_ => database.StringGetAsync("a"))];
        Assert.All(await Task.WhenAll(pipeline), static value => Assert.Equal("2", value));

        await database.StringSetAsync([new("b", "x"), new("c", "y")]);
        Assert.Equal(["x", "y", RedisValue.Null], await database.StringGetAsync(["b", "c", "missing"]));
        Assert.True(await database.KeyExpireAsync("b", TimeSpan.FromHours(1)));
        Assert.InRange((await database.KeyTimeToLiveAsync("b"))!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.True(await database.KeyDeleteAsync("c"));

        IServer node = client.GetServers().Single();
        List<string> keys = [];
        await foreach (RedisKey key in node.KeysAsync(pattern: "*", pageSize: 1))
        {
            keys.Add(key!);
        }

        Assert.Equal(["a", "b"], keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, await node.DatabaseSizeAsync());
    }

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task Subscriber_GetsMessages(RedisProtocol protocol)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Password = "secret" });
        await using ConnectionMultiplexer client = await ConnectAsync(server.Port, protocol);
        ISubscriber subscriber = client.GetSubscriber();
        ChannelMessageQueue queue = await subscriber.SubscribeAsync(RedisChannel.Literal("news"));
        await subscriber.PublishAsync(RedisChannel.Literal("news"), "hello");
        Assert.Equal("hello", (await queue.ReadAsync(TestContext.Current.CancellationToken)).Message);
    }

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task Client_AfterARestart_ConnectsAgain(RedisProtocol protocol)
    {
        RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Password = "secret" });
        int port = server.Port;
        await using ConnectionMultiplexer client = await ConnectAsync(port, protocol);
        await client.GetDatabase().StringSetAsync("k", "v");
        TaskCompletionSource restored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ConnectionRestored += (_, connection) =>
        {
            // The one for commands; another one is for subscriptions.
            if (connection.ConnectionType == ConnectionType.Interactive)
            {
                restored.TrySetResult();
            }
        };

        await server.Server.StopAsync();
        await using RespServer again = RespServer.Start(server.Store, new RespServerOptions { Port = port, Password = "secret" });
        await restored.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal("v", await client.GetDatabase().StringGetAsync("k"));
        await server.DisposeAsync();
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(int port, RedisProtocol protocol) =>
        ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", port } },
            Protocol = protocol,
            Password = "secret",
            AllowAdmin = true,
            AbortOnConnectFail = false,
            ConnectTimeout = 30_000,
            AsyncTimeout = 30_000,
            HeartbeatInterval = TimeSpan.FromMilliseconds(100),
            ReconnectRetryPolicy = new LinearRetry(100),
        });
}
