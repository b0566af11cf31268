using Mooncake.Server.Tests.Support;

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
