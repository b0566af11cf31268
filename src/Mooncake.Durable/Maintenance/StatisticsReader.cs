using Mooncake.Durable.Engine;

namespace Mooncake.Durable.Maintenance;

/// <summary>Gathers the figures of a store.</summary>
internal static class StatisticsReader
{
    /// <summary>Reads the figures.</summary>
    /// <param name="store">The store, whose count the caller holds.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="schedule">Its scheduled checkpoints, or null.</param>
    internal static unsafe DurableStatistics Read(ObjectStore store, string folder, CheckpointSchedule? schedule)
    {
        StoreTotals totals = store.State.Totals;
        (long disk, long logs) = FileBytes(folder);
        (long hits, long misses) = store.State.MemoryTierReads?.Invoke() ?? default;
        return new DurableStatistics
        {
            Objects = totals.Objects,
            LiveBytes = totals.UsedBytes,
            DiskBytes = disk,
            LogBytes = logs,
            LogSyncs = store.State.LogSyncs.Sum,
            CompactionBacklogBytes = store.SumOf("rocksdb.estimate-pending-compaction-bytes\0"u8),
            BackgroundJobs = (int)(store.PropertyOf(store.Database.Own, "rocksdb.num-running-compactions\0"u8)
                + store.PropertyOf(store.Database.Own, "rocksdb.num-running-flushes\0"u8)),
            MemtableBytes = store.SumOf("rocksdb.cur-size-all-mem-tables\0"u8),
            TableCacheBytes = store.PropertyOf(store.Database.Own, "rocksdb.block-cache-usage\0"u8),
            MemoryTierHits = hits,
            MemoryTierMisses = misses,
            LastCheckpoint = schedule?.LastMade,
            CheckpointFailure = schedule?.LastFailure,
        };
    }

    private static (long All, long Logs) FileBytes(string folder)
    {
        long all = 0;
        long logs = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles())
        {
            long length = LengthOf(file);
            all += length;
            logs += file.Extension == ".log" ? length : 0;
        }

        return (all, logs);
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // RocksDB has deleted it since it was listed.
            return 0;
        }
    }
}
