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
    private readonly ConcurrentDictionary<SocketConnection, bool> _connections = new();
    private readonly ConcurrentDictionary<Socket, Task> _serving = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
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

        // Sockets that were accepted and have no connection yet, such as those whose handshake is under way, are among them.
        Task all = Task.WhenAll(_serving.Values);
        await Task.WhenAny(all, Task.Delay(timeout)).ConfigureAwait(false);
        int cut = _connections.Count;
        await _aborting.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _threads.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
        return cut;
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                Serve(socket);
                await WaitForRoomAsync().ConfigureAwait(false);
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

    private async Task WaitForRoomAsync()
    {
        for (bool isLogged = false; !OpenFiles.HasRoom() && !_stopping.IsCancellationRequested; isLogged = true)
        {
            if (!isLogged)
            {
                ServerLog.AcceptFailed(_server.Logger, OpenFiles.Cause);
            }

            await Task.Delay(PauseAfterError, _stopping.Token).ConfigureAwait(false);
        }
    }

    private void Serve(Socket socket)
    {
        // Added before it runs, so that it never removes itself too early.
        Task<Task> serving = new(() => ServeAsync(socket));
        _serving[socket] = serving.Unwrap();
        serving.Start(TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await ServeCountedAsync(socket).ConfigureAwait(false);
            }
            finally
            {
                _serving.TryRemove(socket, out _);
            }
        }
    }

    private async Task ServeCountedAsync(Socket socket)
    {
        if (!_server.Clients.TryEnter(_server.Options.MaxClients))
        {
            await RefuseAsync(socket).ConfigureAwait(false);
            return;
        }

        try
        {
            socket.NoDelay = true;
            KeepAlive.Set(socket);
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
        try
        {
            await secure.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate }, limit.Token).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ServeStreamAsync(Stream stream, Socket socket)
    {
        using SocketConnection connection = new(_server, _threads, socket, stream);
        _connections[connection] = true;
        using CancellationTokenRegistration aborting = _aborting.Token.Register(connection.Abort);
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
        }
    }
}
