using Mooncake.Session;

namespace Mooncake;

/// <summary>Memory that is registered with a store, for calls that copy nothing. Thread-safe.</summary>
public sealed class StoreBuffers
{
    private readonly StoreSession _session;

    /// <summary>Registers with a session.</summary>
    internal StoreBuffers(StoreSession session) => _session = session;
}
