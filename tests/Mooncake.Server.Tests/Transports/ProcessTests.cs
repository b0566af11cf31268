using System.Net;
using System.Net.Sockets;
using Mooncake.Server.Tests.Support;
using Mooncake.Server.Transports.Epoll;

namespace Mooncake.Server.Tests.Transports;

/// <summary>A server in a process of its own: signals, and the process's limits.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task SigTerm_AnswersWhatHasArrivedAndEndsTheProcess()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        const int Count = 10_000;
        using ServerProcess server = await ServerProcess.StartAsync();
        using RawClient client = new(server.Port);
        using RawClient idle = new(server.Port);
        Assert.Equal("+PONG\r\n", idle.Command("PING"));
        client.Command("PING");
        client.Send([.. Enumerable.Repeat(Frames.BytesOf("INCR", "n"), Count).SelectMany(static frame => frame)]);
        server.Terminate();
        for (int i = 1; i <= Count; i++)
        {
            Assert.Equal($":{i}\r\n", client.ReadReply());
        }

        Assert.True(client.IsClosedByServer());
        Assert.True(idle.IsClosedByServer());
        Assert.Equal(0, await server.WaitAsync());
    }

    [Fact]
    public async Task Commands_WhileConnectionsHaveAllOpenFiles_AreAnswered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The server keeps open files on Linux only.");
        using ServerProcess server = await ServerProcess.StartAsync(openFiles: 160);
        using RawClient first = new(server.Port);
        Assert.Equal("+PONG\r\n", first.Command("PING"));
        RawClient[] clients = [.. Enumerable.Range(0, 300).Select(_ => new RawClient(server.Port))];
        try
        {
            // Code that runs for the first time may be in an assembly that is not loaded yet.
            Assert.Equal("+OK\r\n", first.Command("SET", "k", "1"));
            Assert.Equal("$3\r\n3.5\r\n", first.Command("INCRBYFLOAT", "k", "2.5"));
            Assert.Contains("maxclients", first.Command("CONFIG", "GET", "max*"), StringComparison.Ordinal);
            Assert.Contains("redis_version", first.Command("INFO"), StringComparison.Ordinal);
            Assert.Contains("k\r\n", first.Command("SCAN", "0", "MATCH", "*"), StringComparison.Ordinal);
        }
        finally
        {
            Array.ForEach(clients, static client => client.Dispose());
        }
    }

    [Fact]
    public void Socket_ThatIsBoundOnly_TakesNoConnections()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The transport of Linux.");
        Assert.Null(LinuxSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), sharesPort: false, out int descriptor));
        try
        {
            Assert.ThrowsAny<SocketException>(() => new RawClient(LinuxSocket.LocalEndPoint(descriptor).Port));
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    [Fact]
    public async Task Connections_BeyondTheOpenFiles_WaitUntilThereIsRoom()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        const int Count = 400;
        using ServerProcess server = await ServerProcess.StartAsync(openFiles: 300);
        RawClient[] clients = [.. Enumerable.Range(0, Count).Select(_ => new RawClient(server.Port))];
        try
        {
            Array.ForEach(clients, static client => client.Send("PING\r\n"u8));

            // The first ones make room for the last ones, in the order in which they connected.
            foreach (RawClient client in clients)
            {
                Assert.Equal("+PONG\r\n", client.ReadReply());
                client.Dispose();
            }
        }
        finally
        {
            Array.ForEach(clients, static client => client.Dispose());
        }
    }
}
