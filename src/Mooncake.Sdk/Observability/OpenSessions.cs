using System.Collections.Concurrent;
using Mooncake.Session;

namespace Mooncake.Observability;

/// <summary>The sessions for gauges.</summary>
internal static class OpenSessions
{
    private static readonly ConcurrentDictionary<StoreSession, bool> Sessions = new();

    /// <summary>The open sessions.</summary>
    internal static IEnumerable<StoreSession> All => Sessions.Keys;

    /// <summary>Adds a session.</summary>
    internal static void Add(StoreSession session) => Sessions.TryAdd(session, true);

    /// <summary>Removes a session.</summary>
    internal static void Remove(StoreSession session) => Sessions.TryRemove(session, out _);
}
