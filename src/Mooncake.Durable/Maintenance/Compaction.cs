using System.Buffers.Binary;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// Rewrites the table files, so that what was removed takes no space any more. The bytes of objects are rewritten range by range, which is
/// what progress is reported by.
/// </summary>
/// <param name="store">The store, whose count the caller holds.</param>
/// <param name="progress">Where progress is reported, or null.</param>
/// <param name="leastRangeBytes">Bytes of a range at least; tests make it small.</param>
internal sealed unsafe class Compaction(
    ObjectStore store, IProgress<DurableProgress>? progress, long leastRangeBytes = Compaction.LeastRangeBytes)
{
    private const byte ForceOptimized = 3;

    /// <summary>Ranges of the family of bytes at most: a large store reports about every percent or two.</summary>
    private const int MostRanges = 64;

    /// <summary>Bytes of a range at least. A file that lies in two ranges is rewritten twice, and a file has about 64 MiB.</summary>
    private const long LeastRangeBytes = 512 << 20;

    private static ReadOnlySpan<byte> TableBytes => "rocksdb.total-sst-files-size\0"u8;

    private static ReadOnlySpan<byte> BackgroundErrors => "rocksdb.background-errors\0"u8;

    /// <summary>Compacts all families. Ends early if it is cancelled, or the store is being closed.</summary>
    /// <param name="isCancelled">Asked between ranges.</param>
    /// <returns>False if background errors have appeared meanwhile.</returns>
    internal bool Run(Func<bool> isCancelled)
    {
        RocksDatabase database = store.Database;
        MaintenanceFunctions functions = database.Library.Maintenance;
        long errors = store.PropertyOf(database.Own, BackgroundErrors);
        long bytes = store.PropertyOf(database.Data, TableBytes);
        long total = store.SumOf(TableBytes);
        long done = 0;
        void* options = functions.CreateCompaction();
        functions.SetExclusive(options, 0);
        functions.SetBottommost(options, ForceOptimized);
        foreach (nint family in (ReadOnlySpan<nint>)[(nint)database.Own, (nint)database.Meta, (nint)database.Expiry])
        {
            if (!isCancelled())
            {
                long familyBytes = store.PropertyOf((void*)family, TableBytes);
                functions.CompactRange(database.Pointer, (void*)family, options, null, 0, null, 0);
                done += familyBytes;
                progress?.Report(new DurableProgress(done, total));
            }
        }

        byte* start = stackalloc byte[PrefixedKey.PrefixLength];
        byte* end = stackalloc byte[PrefixedKey.PrefixLength];
        int ranges = (int)Math.Clamp(bytes / leastRangeBytes, 1, MostRanges);
        ulong step = (store.State.Totals.LastSequence / (ulong)ranges) + 1;
        for (int i = 0; i < ranges && !isCancelled(); i++)
        {
            bool isLast = i == ranges - 1;
            BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(start, PrefixedKey.PrefixLength), step * (ulong)i);
            BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(end, PrefixedKey.PrefixLength), step * (ulong)(i + 1));
            functions.CompactRange(
                database.Pointer,
                database.Data,
                options,
                start,
                PrefixedKey.PrefixLength,
                isLast ? null : end,
                isLast ? 0u : PrefixedKey.PrefixLength);
            progress?.Report(new DurableProgress(done + (bytes * (i + 1) / ranges), total));
        }

        functions.DestroyCompaction(options);
        return store.PropertyOf(database.Own, BackgroundErrors) == errors;
    }
}
