using System.Collections.Concurrent;

namespace Mooncake.Durable.Maintenance;

/// <summary>The open stores, which gauges are read from.</summary>
internal static class OpenStores
{
    private static readonly ConcurrentDictionary<DurableMaintenance, bool> Stores = new();

    /// <summary>The stores that are open.</summary>
    internal static IEnumerable<DurableMaintenance> All => Stores.Keys;

    /// <summary>A store has opened.</summary>
    internal static void Add(DurableMaintenance store)
    {
        DurableInstruments.Publish();
        Stores.TryAdd(store, true);
    }

    /// <summary>A store is being closed.</summary>
    internal static void Remove(DurableMaintenance store) => Stores.TryRemove(store, out _);
}
