namespace Mooncake.Durable.Rocks;

/// <summary>
/// The native options of a database, its reads and its writes. Freed by the database that they are given to, or by <see cref="Free"/>.
/// </summary>
internal sealed unsafe class RocksOptions
{
    private const int ErrorLevel = 3;
    private const int TickersOnly = 1;
    private const int TableFormat = 6;
    private const int TextLogs = 4;
    private const double BloomBitsPerKey = 10;
    private const long SmallestMemtable = 4 << 20;
    private const ulong SmallestBlob = 1024;
    private const double BlobCollectionThreshold = 0.5;
    private const long MemtablesOfCapacity = 64;

    /// <summary>
    /// The share of blob files, the oldest, from which compactions move what is still in use. Eviction empties these files anyway, so a
    /// larger share moves more bytes: at 0.25, churn takes 1.34 times the live bytes on disk, and a quarter more processor time, against
    /// 1.14 here.
    /// </summary>
    private const double LeastBlobCollectionAge = 0.05;

    /// <summary>A store of few files moves more: the share has at least one of them.</summary>
    private const double MostBlobCollectionAge = 0.25;

    /// <summary>The files of the first level that is sorted; RocksDB's own default for memtables of 64 MiB.</summary>
    private const long FilesOfLevel = 4;

    /// <summary>
    /// The filter's share of a memtable: at least 20 bits for each object of 256 B. Most puts look for a key that is not there. The filter
    /// saves them a search of the memtable, a tenth of a put of 256 B.
    /// </summary>
    private const double MemtableFilterShare = 0.01;

    /// <summary>A table file of which this share is deletions is compacted, so that the space comes back.</summary>
    private const double DeletionShare = 0.25;

    private readonly RocksLibrary _library;
    private readonly void* _cache;
    private readonly void* _tables;

    /// <summary>Makes the options of a store.</summary>
    /// <param name="library">The library.</param>
    /// <param name="options">What the store is to be like.</param>
    internal RocksOptions(RocksLibrary library, DurableOptions options)
    {
        _library = library;
        _cache = library.Tables.CreateCache((nuint)options.TableCacheBytes);
        _tables = library.Tables.Create();
        library.Tables.SetBlockCache(_tables, _cache);
        library.Tables.SetFilterPolicy(_tables, library.Tables.CreateBloom(BloomBitsPerKey));
        library.Tables.SetCacheIndexAndFilterBlocks(_tables, 1);
        library.Tables.SetPinLevel0InCache(_tables, 1);
        library.Tables.SetFormatVersion(_tables, TableFormat);

        Database = library.Options.Create();
        SetDatabase(library.Options, options);
        library.Options.SetBlockBasedTable(Database, _tables);

        Reads = library.Reads.CreateOptions();
        Scans = library.Reads.CreateOptions();
        library.Reads.SetFillCache(Scans, 0);
        Keys = library.Reads.CreateOptions();
        library.Reads.SetFillCache(Keys, 0);
        library.Reads.SetAllowUnpreparedValue(Keys, 1);
        Writes = library.Batches.CreateOptions();
        library.Batches.SetSync(Writes, options.Sync == DurableSync.Commit ? (byte)1 : (byte)0);
        library.Batches.SetNoSlowdown(Writes, 1);
        library.Batches.DisableLog(Writes, options.Sync == DurableSync.None ? 1 : 0);
        IsReadOnly = options.IsReadOnly;
        SyncsWrites = options.Sync == DurableSync.Commit;
        SyncsAtEnd = options.Sync == DurableSync.Process && !IsReadOnly;
    }

    /// <summary>Options of the database and of every family.</summary>
    internal void* Database { get; }

    /// <summary>Options of reads that fill the block cache.</summary>
    internal void* Reads { get; }

    /// <summary>Options of reads that leave the block cache as it is.</summary>
    internal void* Scans { get; }

    /// <summary>Options of iterations over the family of data that look at keys only: values in files of their own are not read.</summary>
    internal void* Keys { get; }

    /// <summary>Options of writes.</summary>
    internal void* Writes { get; }

    /// <summary>True if the database is opened without a write.</summary>
    internal bool IsReadOnly { get; }

    /// <summary>True if each write syncs the log.</summary>
    internal bool SyncsWrites { get; }

    /// <summary>True to sync the log before the database is closed, since no write did.</summary>
    internal bool SyncsAtEnd { get; }

    /// <summary>Frees the options; no database that uses them is open any more.</summary>
    internal void Free()
    {
        _library.Batches.DestroyOptions(Writes);
        _library.Reads.DestroyOptions(Keys);
        _library.Reads.DestroyOptions(Scans);
        _library.Reads.DestroyOptions(Reads);
        _library.Options.Destroy(Database);
        _library.Tables.Destroy(_tables);
        _library.Tables.DestroyCache(_cache);
    }

    /// <summary>
    /// Where old objects are evicted, large values get files of their own: these are dropped whole, and compactions move few bytes of
    /// values. Under churn of 4 KiB objects that halves the time in the kernel and takes a quarter to a half less space. A get of such an
    /// object takes a third longer, so a store without eviction goes without. Either kind of store reads the files of the other.
    /// </summary>
    private void SetBlobs(OptionFunctions set, DurableOptions options, long fileBytes)
    {
        set.SetEnableBlobFiles(Database, options.CapacityBytes == 0 ? (byte)0 : (byte)1);
        set.SetMinBlobSize(Database, SmallestBlob);
        set.SetBlobFileSize(Database, (ulong)fileBytes);
        set.SetBlobCompression(Database, (int)options.Compression);
        set.SetBlobCache(Database, _cache);
        set.SetEnableBlobCollection(Database, 1);
        double file = fileBytes / Math.Max(1.0, options.CapacityBytes);
        set.SetBlobCollectionAge(Database, Math.Clamp(file, LeastBlobCollectionAge, MostBlobCollectionAge));
        set.SetBlobCollectionThreshold(Database, BlobCollectionThreshold);
    }

    /// <summary>
    /// The log, the memtables and the newest files hold what eviction has removed already: they are small where the capacity is, so that
    /// they are a small part of it.
    /// </summary>
    private static long MemtableOf(DurableOptions options) => options.CapacityBytes == 0
        ? options.MemtableBytes
        : Math.Min(options.MemtableBytes, Math.Max(SmallestMemtable, options.CapacityBytes / MemtablesOfCapacity));

    private void SetDatabase(OptionFunctions set, DurableOptions options)
    {
        set.SetCreateIfMissing(Database, options.IsReadOnly ? (byte)0 : (byte)1);
        set.SetCreateMissingColumnFamilies(Database, options.IsReadOnly ? (byte)0 : (byte)1);

        // Beside a writer, a file that was not opened at once may be gone when it is needed.
        set.SetMaxOpenFiles(Database, options.OpenFiles == 0 || options.IsReadOnly ? -1 : options.OpenFiles);
        set.SetWalRecoveryMode(Database, (int)options.Recovery);

        // A log that was lost or cut short, and is not the last one, would otherwise look like a short log.
        set.SetTrackAndVerifyWals(
            Database,
            options.Recovery == DurableRecovery.Strict && options.Sync != DurableSync.None && !options.IsReadOnly ? (byte)1 : (byte)0);

        // All families are flushed together: the table files agree with each other, also without a log, and one memtable bounds the log.
        set.SetAtomicFlush(Database, 1);
        long memtable = MemtableOf(options);
        set.SetWriteBufferSize(Database, (nuint)memtable);
        set.SetMemtableBloomRatio(Database, MemtableFilterShare);
        set.SetMemtableWholeKeyFiltering(Database, 1);
        set.SetTargetFileSize(Database, (ulong)memtable);
        set.SetLevelBase(Database, (ulong)(FilesOfLevel * memtable));
        SetBlobs(set, options, memtable);
        set.SetMaxWriteBufferNumber(Database, 4);
        set.SetMaxBackgroundJobs(Database, Math.Clamp(Environment.ProcessorCount, 2, 8));
        set.SetCompression(Database, (int)options.Compression);
        set.SetBytesPerSync(Database, 1 << 20);
        set.CompactOnDeletions(Database, 0, 0, DeletionShare);
        set.SetInfoLogLevel(Database, ErrorLevel);
        set.SetKeepLogFileNumber(Database, TextLogs);
        set.SetMaxLogFileSize(Database, 1 << 20);
        set.SetStatsDumpPeriod(Database, 0);
        if (options.KeepsStatistics)
        {
            set.EnableStatistics(Database);
            set.SetStatisticsLevel(Database, TickersOnly);
        }
    }
}
