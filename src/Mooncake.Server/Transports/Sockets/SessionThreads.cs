using System.Collections.Concurrent;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Transports.Sockets;

/// <summary>
/// What sessions need while they run, lent to the thread-pool threads that run them. As many as ever ran at the same time.
/// </summary>
internal sealed class SessionThreads(ServerState server) : IDisposable
{
    private readonly ConcurrentBag<SessionThread> _free = [];

    /// <summary>Lends one.</summary>
    internal SessionThread Take() => _free.TryTake(out SessionThread? thread) ? thread : new SessionThread(server);

    /// <summary>Takes one back.</summary>
    internal void Return(SessionThread thread)
    {
        thread.Reply.Clear();
        _free.Add(thread);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryTake(out SessionThread? thread))
        {
            thread.Dispose();
        }
    }
}
