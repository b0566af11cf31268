using System.Net;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>
/// The transport of Linux: threads that each have a listening socket of the same port (SO_REUSEPORT), and their own connections.
/// </summary>
internal sealed class EpollTransport : ITransport
{
    private readonly EpollThread[] _threads;

    private EpollTransport(EpollThread[] threads, IPEndPoint endPoint)
    {
        _threads = threads;
        EndPoint = endPoint;
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts listening.</summary>
    internal static StoreResult<ITransport> Start(ServerState server)
    {
        IPEndPoint endPoint = new(server.Options.Address, server.Options.Port);

        // Sockets that share a port would also share it with another server of the same user. One that does not share shows if there is
        // one. It does not listen: clients that connected to it would be cut off.
        if (LinuxSocket.Bind(endPoint, sharesPort: false, out int probe) is { } taken)
        {
            return StoreResult<ITransport>.Failed(ListenErrors.Refused(endPoint, taken));
        }

        endPoint = LinuxSocket.LocalEndPoint(probe);
        _ = NativeMethods.Close(probe);
        EpollThread[] threads = new EpollThread[server.Options.Threads > 0 ? server.Options.Threads : Environment.ProcessorCount];
        for (int i = 0; i < threads.Length; i++)
        {
            string? refused = LinuxSocket.Listen(endPoint, out int listener);
            try
            {
                threads[i] = refused is null
                    ? new EpollThread(server, listener, endPoint.ToString())
                    : throw new InvalidOperationException(refused);
            }
            catch (InvalidOperationException exception)
            {
                Abandon(threads.AsSpan(0, i));
                return StoreResult<ITransport>.Failed(ListenErrors.Refused(endPoint, exception.Message));
            }
        }

        for (int i = 0; i < threads.Length; i++)
        {
            threads[i].Start(i);
        }

        return StoreResult<ITransport>.Found(new EpollTransport(threads, endPoint));
    }

    /// <inheritdoc/>
    public async Task<int> StopAsync(TimeSpan timeout)
    {
        foreach (EpollThread thread in _threads)
        {
            thread.BeginStop(timeout);
        }

        int[] cut = await Task.WhenAll(_threads.Select(static thread => thread.Ended)).ConfigureAwait(false);
        return cut.Sum();
    }

    private static void Abandon(ReadOnlySpan<EpollThread> threads)
    {
        foreach (EpollThread thread in threads)
        {
            thread.Start(0);
            thread.BeginStop(TimeSpan.Zero);
        }
    }
}
