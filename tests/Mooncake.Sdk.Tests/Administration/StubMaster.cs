using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mooncake.Administration;

/// <summary>A master's HTTP port in this process: answers what a test gives it, byte for byte, and closes each connection.</summary>
internal sealed class StubMaster : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;
    private readonly List<string> _asked = [];

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Returns the whole response to a path with its query; null to never answer.</param>
    internal StubMaster(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Host and port.</summary>
    internal string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>The paths that were asked for, with their queries.</summary>
    internal string[] Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>A response with a body.</summary>
    internal static string Ok(string body, int status = 200) =>
        $"HTTP/1.1 {status} Some reason\r\nServer: cinatra\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>The access to this master.</summary>
    internal StoreCluster Open(Action<MooncakeStoreOptions>? change = null)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse($"mooncake://127.0.0.1:1?admin={Address}").GetValueOrThrow();
        change?.Invoke(options);
        AdminPort? port = AdminPort.Of(options);
        return new StoreCluster(() => port, static () => { });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test ends.
        }

        await Task.WhenAll(connections);
    }

    private async Task AnswerAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                byte[] buffer = new byte[64 << 10];
                int length = 0;
                while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                {
                    int read = await connection.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    length += read;
                    if (read == 0)
                    {
                        return;
                    }
                }

                string path = Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
                lock (_asked)
                {
                    _asked.Add(path);
                }

                if (_answer(path) is { } answer)
                {
                    await connection.SendAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                    connection.Shutdown(SocketShutdown.Both);
                }
                else
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The client is gone, or the test ends.
            }
        }
    }
}
