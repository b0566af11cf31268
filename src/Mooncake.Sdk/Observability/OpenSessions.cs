using System.Collections.Concurrent;
using Mooncake.Session;

namespace Mooncake.Observability;

/// <summary>The sessions that gauges are read from.</summary>
internal static class OpenSessions
{
    private static readonly ConcurrentDictionary<StoreSession, bool> Sessions = new();

    /// <summary>The sessions that are open.</summary>
    internal static IEnumerable<StoreSession> All => Sessions.Keys;

    /// <summary>A session has opened.</summary>
    internal static void Add(StoreSession session) => Sessions.TryAdd(session, true);

    /// <summary>A session has closed.</summary>
    internal static void Remove(StoreSession session) => Sessions.TryRemove(session, out _);
}
