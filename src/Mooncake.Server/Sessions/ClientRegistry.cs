using System.Collections.Concurrent;

namespace Mooncake.Server.Sessions;

/// <summary>The connections of a server, by their number. Safe from any thread.</summary>
internal sealed class ClientRegistry
{
    private readonly ConcurrentDictionary<long, RespSession> _clients = new();
    private long _lastId;
    private long _accepted;
    private long _rejected;
    private int _count;

    /// <summary>Open connections.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>Connections accepted since the start.</summary>
    internal long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections refused since the start because there were too many.</summary>
    internal long Rejected => Volatile.Read(ref _rejected);

    /// <summary>The connections in the order in which they came.</summary>
    internal IEnumerable<RespSession> All => _clients.Values.OrderBy(static client => client.Id);

    /// <summary>Takes a place for a connection.</summary>
    /// <param name="maximum">The most connections.</param>
    /// <returns>False if there are too many; then it is counted as refused.</returns>
    internal bool TryEnter(int maximum)
    {
        if (Interlocked.Increment(ref _count) <= maximum)
        {
            Interlocked.Increment(ref _accepted);
            return true;
        }

        Interlocked.Decrement(ref _count);
        Interlocked.Increment(ref _rejected);
        return false;
    }

    /// <summary>Gives back the place of a connection.</summary>
    internal void Leave() => Interlocked.Decrement(ref _count);

    /// <summary>A number for a new connection.</summary>
    internal long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Adds a connection.</summary>
    internal void Add(RespSession session) => _clients[session.Id] = session;

    /// <summary>Removes a connection.</summary>
    internal void Remove(RespSession session) => _clients.TryRemove(session.Id, out _);
}
