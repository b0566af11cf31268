using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// The gauges of durable stores, under the SDK's meter name, so that one subscription has both. They cost nothing while nobody reads them.
/// </summary>
internal static class DurableInstruments
{
    /// <summary>The name of the SDK's meter.</summary>
    internal const string MeterName = "Mooncake.Sdk";

    /// <summary>The attribute with the store's folder.</summary>
    internal const string FolderAttribute = "db.namespace";

    private const string SystemAttribute = "db.system.name";

    private static readonly Meter Meter = new(MeterName, typeof(DurableInstruments).Assembly.GetName().Version?.ToString(3) ?? "0");

    static DurableInstruments()
    {
        Add("mooncake.durable.objects", "{object}", "Objects, with expired ones that were not reclaimed yet.", static s => s.Objects);
        Add("mooncake.durable.live", "By", "Bytes of objects that count against the capacity.", static s => s.LiveBytes);
        Add("mooncake.durable.disk", "By", "Bytes of all files of the folder.", static s => s.DiskBytes);
        Add("mooncake.durable.log.size", "By", "Bytes of the logs that an opening would replay.", static s => s.LogBytes);
        Add(
            "mooncake.durable.compaction.backlog",
            "By",
            "Bytes of table files that are to be rewritten.",
            static s => s.CompactionBacklogBytes);
        Add("mooncake.durable.memtables", "By", "Bytes that were written and are not in table files yet.", static s => s.MemtableBytes);
        Add(
            "mooncake.durable.checkpoint.failed",
            "{checkpoint}",
            "1 while the last scheduled checkpoint is one that failed.",
            static s => s.CheckpointFailure is null ? 0 : 1);
        Count("mooncake.durable.log.syncs", "{sync}", "Syncs of the log that writes waited for.", static s => s.LogSyncs);
        Count("mooncake.durable.memory_tier.hits", "{read}", "Reads that the memory tier has served.", static s => s.MemoryTierHits);
        Count("mooncake.durable.memory_tier.misses", "{read}", "Reads that the memory tier has passed on.", static s => s.MemoryTierMisses);
    }

    /// <summary>Creates the instruments.</summary>
    internal static void Publish()
    {
        // The static constructor has run when this is called.
    }

    private static void Add(string name, string unit, string description, Func<DurableStatistics, long> read) =>
        Meter.CreateObservableGauge(name, () => Observe(read), unit, description);

    private static void Count(string name, string unit, string description, Func<DurableStatistics, long> read) =>
        Meter.CreateObservableCounter(name, () => Observe(read), unit, description);

    private static IEnumerable<Measurement<long>> Observe(Func<DurableStatistics, long> read)
    {
        foreach (DurableMaintenance store in OpenStores.All)
        {
            if (TryRead(store, out DurableStatistics? statistics))
            {
                yield return new Measurement<long>(read(statistics), new(SystemAttribute, "mooncake"), new(FolderAttribute, store.Folder));
            }
        }
    }

    private static bool TryRead(DurableMaintenance store, [NotNullWhen(true)] out DurableStatistics? statistics)
    {
        try
        {
            return store.GetStatistics().TryGetValue(out statistics, out _);
        }
        catch (ObjectDisposedException)
        {
            // Closed since it was listed: there is no figure to report.
            statistics = null;
            return false;
        }
    }
}
