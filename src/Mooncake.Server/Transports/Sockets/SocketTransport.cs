using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Mooncake.Server.Observability;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Transports.Sockets;

/// <summary>The transport of other systems, and of TLS everywhere.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Stopping disposes of everything.")]
internal sealed class SocketTransport : ITransport
{
    private const int Backlog = 511;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);

    private static readonly byte[] TooManyClients = "-ERR max number of clients reached\r\n"u8.ToArray();

    private readonly ServerState _server;
    private readonly SessionThreads _threads;
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<SocketConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    private SocketTransport(ServerState server, Socket listener)
    {
        _server = server;
        _threads = new SessionThreads(server);
        _listener = listener;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts listening.</summary>
    internal static StoreResult<ITransport> Start(ServerState server)
    {
        IPEndPoint endPoint = new(server.Options.Address, server.Options.Port);
        Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return StoreResult<ITransport>.Found(new SocketTransport(server, listener));
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            return StoreResult<ITransport>.Failed(ListenErrors.Refused(endPoint, exception.Message));
        }
    }

    /// <inheritdoc/>
    public async Task<int> StopAsync(TimeSpan timeout)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        foreach (SocketConnection connection in _connections.Keys)
        {
            connection.BeginStop();
        }

        Task all = Task.WhenAll(_connections.Values);
        await Task.WhenAny(all, Task.Delay(timeout)).ConfigureAwait(false);
        int cut = 0;
        foreach (SocketConnection connection in _connections.Keys)
        {
            cut++;
            connection.Abort();
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _threads.Dispose();
        _stopping.Dispose();
        return cut;
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // Mostly too many open files.
                ServerLog.AcceptFailed(_server.Logger, exception.Message);
                await Task.Delay(PauseAfterError).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            if (!_server.Clients.TryEnter(_server.Options.MaxClients))
            {
                await RefuseAsync(socket).ConfigureAwait(false);
                return;
            }

            try
            {
                socket.NoDelay = true;
                await ServeStreamAsync(await OpenStreamAsync(socket).ConfigureAwait(false), socket).ConfigureAwait(false);
            }
            catch (Exception exception) when (
                exception is IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                // The client is gone, or spoke no TLS.
            }
            finally
            {
                _server.Clients.Leave();
            }
        }
    }

    private async Task RefuseAsync(Socket socket)
    {
        ServerLog.Refused(_server.Logger, _server.Clients.Count);
        if (_server.Options.Certificate is null)
        {
            try
            {
                await socket.SendAsync(TooManyClients).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The client is gone.
            }
        }
    }

    private async Task<Stream> OpenStreamAsync(Socket socket)
    {
        NetworkStream stream = new(socket);
        if (_server.Options.Certificate is not { } certificate)
        {
            return stream;
        }

        SslStream secure = new(stream);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        limit.CancelAfter(_server.Options.StallTimeout);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate }, limit.Token).ConfigureAwait(false);
        return secure;
    }

    private async Task ServeStreamAsync(Stream stream, Socket socket)
    {
        using SocketConnection connection = new(_server, _threads, socket, stream);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ended.Task;
        try
        {
            if (_stopping.IsCancellationRequested)
            {
                connection.BeginStop();
            }

            await connection.RunAsync().ConfigureAwait(false);
        }
        catch (TimeoutException stalled)
        {
            connection.CutOff(stalled.Message);
        }
        catch (Exception exception) when (exception is not (IOException or SocketException or OperationCanceledException))
        {
            connection.Fail(exception);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            ended.SetResult();
        }
    }
}
