using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mooncake.Native.Tests.Setup;

/// <summary>A listener on loopback that answers each connection's first request with a fixed text, or never.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly string? _response;
    private readonly TaskCompletionSource<string> _request = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TcpClient> _clients = [];

    /// <param name="address">Where to listen.</param>
    /// <param name="response">What to answer; null to accept and stay silent; empty to hang up.</param>
    internal LoopbackServer(IPAddress address, string? response = null)
    {
        _response = response;
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _ = ServeAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>The first line of the first request.</summary>
    internal Task<string> Request => _request.Task;

    /// <summary>A port of loopback at which nothing listens: one that was given out and handed back.</summary>
    internal static int FreePort()
    {
        using LoopbackServer server = new(IPAddress.Loopback);
        return server.Port;
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = AnswerAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync() is { } line)
            {
                _request.TrySetResult(line);
            }

            if (_response is not null)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_response));
                client.Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client hung up, which the master's probe does at once.
        }
    }
}
