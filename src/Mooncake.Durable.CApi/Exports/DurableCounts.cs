using System.Runtime.InteropServices;

namespace Mooncake.Durable.CApi.Exports;

/// <summary><c>mooncake_durable_statistics_t</c>, after its first member. Members are only added at the end.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DurableCounts
{
    internal long Objects;
    internal long LiveBytes;
    internal long DiskBytes;
    internal long LogBytes;
    internal long LogSyncs;
    internal long CompactionBacklogBytes;
    internal long MemoryTierHits;
    internal long MemoryTierMisses;

    /// <summary>Takes the figures that C programs get.</summary>
    internal static DurableCounts Of(DurableStatistics statistics) => new()
    {
        Objects = statistics.Objects,
        LiveBytes = statistics.LiveBytes,
        DiskBytes = statistics.DiskBytes,
        LogBytes = statistics.LogBytes,
        LogSyncs = statistics.LogSyncs,
        CompactionBacklogBytes = statistics.CompactionBacklogBytes,
        MemoryTierHits = statistics.MemoryTierHits,
        MemoryTierMisses = statistics.MemoryTierMisses,
    };
}
