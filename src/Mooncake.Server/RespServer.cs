using System.Net;
using Mooncake.Errors;
using Mooncake.Server.Observability;
using Mooncake.Server.Security;
using Mooncake.Server.Sessions;
using Mooncake.Server.Transports;
using Mooncake.Server.Transports.Epoll;
using Mooncake.Server.Transports.Sockets;
using Mooncake.Session;

namespace Mooncake.Server;

/// <summary>
/// Serves a store to programs that speak the Redis protocol, RESP2 and RESP3. It listens from <see cref="Start"/> until it is disposed.
/// Thread-safe.
/// </summary>
/// <remarks>
/// The store stays the caller's: dispose the server first, then the store. <c>docs/redis.md</c> lists the commands and how they differ from
/// those of Redis.
/// </remarks>
public sealed class RespServer : IAsyncDisposable
{
    private readonly ServerState _state;
    private readonly ITransport _transport;
    private readonly Lock _lock = new();
    private Task? _stopping;

    private RespServer(ServerState state, ITransport transport)
    {
        _state = state;
        _transport = transport;
    }

    /// <summary>The address and port that the server listens on.</summary>
    public IPEndPoint EndPoint => _transport.EndPoint;

    /// <summary>The number of open connections.</summary>
    public int ConnectionCount => _state.Clients.Count;

    /// <summary>What the server has counted, for the dashboard of the tool.</summary>
    internal ServerState State => _state;

    /// <summary>True on a thread that serves this server's connections, which must not wait for the server's end.</summary>
    internal bool RunsCurrentThread => EpollThread.CurrentServer == _state;

    /// <summary>Starts a server.</summary>
    /// <param name="store">The store that is served.</param>
    /// <param name="options">The options, or null for the default: port 6380 of 127.0.0.1, without a password.</param>
    /// <returns>The server. The caller disposes it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    /// <exception cref="StoreException">
    /// The options are refused, the port is taken, or the store is not open. The error says what to do.
    /// </exception>
    public static RespServer Start(MooncakeStore store, RespServerOptions? options = null) => TryStart(store, options).GetValueOrThrow();

    /// <summary>Starts a server like <see cref="Start"/>, and returns a failure instead of throwing it.</summary>
    /// <param name="store">The store that is served.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <returns>
    /// Found with the server, which the caller disposes; or failed with <see cref="StoreErrorCode.InvalidConfiguration"/> if the options
    /// are refused, <see cref="StoreErrorCode.SetupFailed"/> if the system does not let the server listen, or
    /// <see cref="StoreErrorCode.NotOpen"/> if a host has not opened the store yet.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public static StoreResult<RespServer> TryStart(MooncakeStore store, RespServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        RespServerOptions frozen = (options ?? new RespServerOptions()).Freeze();
        if (OptionsCheck.Refusal(frozen) is { } refusal)
        {
            return StoreResult<RespServer>.Failed(refusal);
        }

        // The server would keep the session of a store that is not open, and with it the error.
        if (store.Session.Backend is UnopenedBackend)
        {
            return StoreResult<RespServer>.Failed(OperationErrors.NotOpen(StoreOperation.None, key: null));
        }

        ServerState state = new(store, frozen);
        bool usesEpoll = OperatingSystem.IsLinux() && frozen.Certificate is null && !frozen.UseSockets;
        StoreResult<ITransport> started = usesEpoll ? EpollTransport.Start(state) : SocketTransport.Start(state);
        if (!started.TryGetValue(out ITransport? transport, out StoreError? error))
        {
            return StoreResult<RespServer>.Failed(error!);
        }

        state.Port = transport.EndPoint.Port;
        ServerInstruments.Add(state);
        ServerLog.Listening(
            state.Logger, transport.EndPoint.ToString(), usesEpoll ? "epoll" : frozen.Certificate is null ? "sockets" : "TLS");
        return StoreResult<RespServer>.Found(new RespServer(state, transport));
    }

    /// <summary>
    /// Stops listening, answers the commands that have arrived, and closes all connections, within
    /// <see cref="RespServerOptions.StopTimeout"/>. Later calls share the first one's end.
    /// </summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            return _stopping ??= StopOnceAsync();
        }
    }

    /// <summary>Stops the server like <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task StopOnceAsync()
    {
        try
        {
            int cut = await _transport.StopAsync(_state.Options.StopTimeout).ConfigureAwait(false);
            ServerLog.Stopped(_state.Logger, cut);
        }
        finally
        {
            ServerInstruments.Remove(_state);
        }
    }
}
