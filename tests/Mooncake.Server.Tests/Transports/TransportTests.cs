using System.Globalization;
using System.Net;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Transports;

public sealed class TransportTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commands_OverASocket_AreAnswered(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        Assert.Equal("+OK\r\n", client.Command("SET", "k", "v"));
        Assert.Equal("$1\r\nv\r\n", client.Command("GET", "k"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pipeline_OfManyCommands_IsAnsweredInOrder(bool useSockets)
    {
        const int Count = 100_000;
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        byte[] frames = [.. Enumerable.Repeat(Frames.BytesOf("INCR", "n"), Count).SelectMany(static frame => frame)];
        Task sending = Task.Run(() => client.Send(frames), TestContext.Current.CancellationToken);
        for (int i = 1; i <= Count; i++)
        {
            Assert.Equal($":{i}\r\n", client.ReadReply());
        }

        await sending;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LargeValue_GoesThereAndBack(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        string value = new('v', 20_000_000);
        Assert.Equal("+OK\r\n", client.Command("SET", "k", value));
        Assert.Equal($"$20000000\r\n{value}\r\n", client.Command("GET", "k"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SlowReader_HarmsNobody_AndGetsAllReplies(bool useSockets)
    {
        const int Count = 1000;
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets, Threads = 1 });
        using RawClient slow = server.Connect();
        using RawClient other = server.Connect();
        other.Command("SET", "k", new string('v', 100_000));
        slow.Send([.. Enumerable.Repeat(Frames.BytesOf("GET", "k"), Count).SelectMany(static frame => frame)]);
        Assert.Equal("+PONG\r\n", other.Command("PING"));
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(100_011, slow.ReadReply().Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IncompleteCommand_ThatStalls_IsCutOff(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { UseSockets = useSockets, StallTimeout = TimeSpan.FromMilliseconds(50) });
        using RawClient idle = server.Connect();
        using RawClient stalled = server.Connect();
        idle.Command("PING");
        stalled.Send("*2\r\n$3\r\nGET\r\n$1\r\n"u8);
        Assert.True(stalled.IsClosedByServer());
        Assert.Equal("+PONG\r\n", idle.Command("PING"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_AnswersWhatHasArrived(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        using RawClient silent = server.Connect();
        silent.Command("PING");
        client.Command("PING");
        client.Send([.. Enumerable.Repeat(Frames.BytesOf("INCR", "n"), 1000).SelectMany(static frame => frame)]);
        await server.Server.StopAsync();
        for (int i = 1; i <= 1000; i++)
        {
            Assert.Equal($":{i}\r\n", client.ReadReply());
        }

        Assert.True(client.IsClosedByServer());
        Assert.True(silent.IsClosedByServer());
        Assert.Equal(0, server.Server.ConnectionCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_BeyondTheLimit_AreRefused(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { UseSockets = useSockets, MaxClients = 1 });
        using RawClient first = server.Connect();
        Assert.Equal("+PONG\r\n", first.Command("PING"));
        using RawClient second = server.Connect();
        Assert.Equal("-ERR max number of clients reached\r\n", second.ReadReply());
        Assert.True(second.IsClosedByServer());
        Assert.Equal("+PONG\r\n", first.Command("PING"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Storm_OfConnections_LeavesNone(bool useSockets)
    {
        // MOONCAKE_STORM sets how many.
        int count = int.TryParse(Environment.GetEnvironmentVariable("MOONCAKE_STORM"), CultureInfo.InvariantCulture, out int given) ? given : 300;
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets, Threads = 2 });
        await Parallel.ForAsync(0, count, TestContext.Current.CancellationToken, (i, _) =>
        {
            using RawClient client = server.Connect();
            if (i % 3 != 0)
            {
                Assert.Equal("+PONG\r\n", client.Command("PING"));
            }
            else if (i % 2 != 0)
            {
                // Half a command, and then a reset instead of an end.
                client.Send("*2\r\n$3\r\nGET"u8);
                client.Socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
            }

            return ValueTask.CompletedTask;
        });

        // The server sees the ends soon after.
        Assert.True(SpinWait.SpinUntil(() => server.Server.ConnectionCount == 0, TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_ReachesASubscriberOfAnotherThread(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets, Threads = 2 });
        using RawClient publisher = server.Connect();
        RawClient[] subscribers = [.. Enumerable.Range(0, 8).Select(_ => server.Connect())];
        Array.ForEach(subscribers, static subscriber => subscriber.Command("SUBSCRIBE", "c"));
        Assert.Equal(":8\r\n", publisher.Command("PUBLISH", "c", "m"));
        foreach (RawClient subscriber in subscribers)
        {
            Assert.Equal("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nm\r\n", subscriber.ReadReply());
            subscriber.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_ThatIsKilled_IsClosed(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient killer = server.Connect();
        using RawClient victim = server.Connect();
        string id = victim.Command("CLIENT", "ID").TrimStart(':').TrimEnd();
        Assert.Equal(":1\r\n", killer.Command("CLIENT", "KILL", "ID", id));
        Assert.True(victim.IsClosedByServer());
    }

    [Fact]
    public async Task Client_ThatTakesNoReplies_CanBeKilled()
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Threads = 1 });
        using RawClient killer = server.Connect();
        using RawClient victim = server.Connect();
        killer.Command("SET", "k", new string('v', 1_000_000));
        string id = victim.Command("CLIENT", "ID").TrimStart(':').TrimEnd();
        victim.Send([.. Enumerable.Repeat(Frames.BytesOf("GET", "k"), 100).SelectMany(static frame => frame)]);
        killer.Command("PING");
        Assert.Equal(":1\r\n", killer.Command("CLIENT", "KILL", "ID", id));
        Assert.True(SpinWait.SpinUntil(() => server.Server.ConnectionCount == 1, TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Port_ThatIsTaken_IsAnError(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        StoreResult<RespServer> second = RespServer.TryStart(
            server.Store, new RespServerOptions { Port = server.Port, UseSockets = useSockets });
        Assert.Equal(StoreErrorCode.SetupFailed, second.Error?.Code);
    }

    [Fact]
    public async Task Address_ThatOthersReach_NeedsAPassword()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        StoreResult<RespServer> open = RespServer.TryStart(server.Store, new RespServerOptions { Address = IPAddress.Any, Port = 0 });
        Assert.Equal(StoreErrorCode.InvalidConfiguration, open.Error?.Code);

        await using RespServer closed = RespServer.Start(
            server.Store, new RespServerOptions { Address = IPAddress.Any, Port = 0, Password = "secret" });
        Assert.NotEqual(0, closed.EndPoint.Port);
    }

    [Fact]
    public async Task Server_OnIPv6_Answers()
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Address = IPAddress.IPv6Loopback });
        using System.Net.Sockets.TcpClient client = new(System.Net.Sockets.AddressFamily.InterNetworkV6);
        await client.ConnectAsync(server.Server.EndPoint, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using StreamReader reader = new(client.GetStream());
        Assert.Equal("+PONG", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }
}
