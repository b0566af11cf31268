namespace Mooncake.Durable.Rocks;

/// <summary>Options of a database and of its column families. An options object is copied when a database opens.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class OptionFunctions
{
    /// <summary><c>rocksdb_options_t* rocksdb_options_create(void)</c>. Defaults; ends with Destroy.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> Create;

    /// <summary><c>void rocksdb_options_destroy(rocksdb_options_t*)</c>. Frees the options.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Destroy;

    /// <summary><c>void rocksdb_options_set_create_if_missing(rocksdb_options_t*, unsigned char)</c>. 1 to create the database.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetCreateIfMissing;

    /// <summary>
    /// <c>void rocksdb_options_set_create_missing_column_families(rocksdb_options_t*, unsigned char)</c>. 1 to create column families
    /// that are named but not there.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetCreateMissingColumnFamilies;

    /// <summary><c>void rocksdb_options_set_max_open_files(rocksdb_options_t*, int)</c>. -1 for no limit.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetMaxOpenFiles;

    /// <summary>
    /// <c>void rocksdb_options_set_wal_recovery_mode(rocksdb_options_t*, int)</c>. 0 tolerates an incomplete last record, 1 nothing, 2
    /// recovers to the first damage, 3 skips damage.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetWalRecoveryMode;

    /// <summary>
    /// <c>void rocksdb_options_set_track_and_verify_wals(rocksdb_options_t* opt, unsigned char v)</c>. 1 to record each log's
    /// predecessor, so that a lost or shortened one is found.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetTrackAndVerifyWals;

    /// <summary><c>void rocksdb_options_set_compression(rocksdb_options_t*, int)</c>. 0 none, 4 LZ4, 7 Zstandard.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetCompression;

    /// <summary><c>void rocksdb_options_set_write_buffer_size(rocksdb_options_t*, size_t)</c>. Bytes of a memtable.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint, void> SetWriteBufferSize;

    /// <summary>
    /// <c>void rocksdb_options_set_memtable_prefix_bloom_size_ratio(rocksdb_options_t*, double)</c>. The size of a memtable's filter, as a
    /// part of the memtable; 0 for none.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, double, void> SetMemtableBloomRatio;

    /// <summary>
    /// <c>void rocksdb_options_set_memtable_whole_key_filtering(rocksdb_options_t*, unsigned char)</c>. 1 to filter by whole keys.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetMemtableWholeKeyFiltering;

    /// <summary>
    /// <c>void rocksdb_options_set_target_file_size_base(rocksdb_options_t*, uint64_t)</c>. Bytes of a table file that a compaction writes.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, ulong, void> SetTargetFileSize;

    /// <summary>
    /// <c>void rocksdb_options_set_max_bytes_for_level_base(rocksdb_options_t*, uint64_t)</c>. Bytes of the first level below level 0, at
    /// most.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, ulong, void> SetLevelBase;

    /// <summary>
    /// <c>void rocksdb_options_set_enable_blob_files(rocksdb_options_t* opt, unsigned char val)</c>. 1 to keep large values in files of
    /// their own, to which table files refer.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetEnableBlobFiles;

    /// <summary>
    /// <c>void rocksdb_options_set_min_blob_size(rocksdb_options_t* opt, uint64_t val)</c>. Smaller values stay in table files.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, ulong, void> SetMinBlobSize;

    /// <summary>
    /// <c>void rocksdb_options_set_blob_file_size(rocksdb_options_t* opt, uint64_t val)</c>. Bytes of a blob file, about.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, ulong, void> SetBlobFileSize;

    /// <summary>
    /// <c>void rocksdb_options_set_enable_blob_gc(rocksdb_options_t* opt, unsigned char val)</c>. 1 to let compactions move what is left in
    /// old blob files to new ones.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetEnableBlobCollection;

    /// <summary>
    /// <c>void rocksdb_options_set_blob_gc_age_cutoff(rocksdb_options_t* opt, double val)</c>. The share of blob files, the oldest, that
    /// are cleared so.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, double, void> SetBlobCollectionAge;

    /// <summary>
    /// <c>void rocksdb_options_set_blob_gc_force_threshold(rocksdb_options_t* opt, double val)</c>. The share of garbage among these files
    /// from which on a compaction is made for their sake.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, double, void> SetBlobCollectionThreshold;

    /// <summary>
    /// <c>void rocksdb_options_set_blob_cache(rocksdb_options_t* opt, rocksdb_cache_t* blob_cache)</c>. Shares the cache.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void> SetBlobCache;

    /// <summary>
    /// <c>void rocksdb_options_set_blob_compression_type(rocksdb_options_t* opt, int val)</c>. As <see cref="SetCompression"/>.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetBlobCompression;

    /// <summary>
    /// <c>void rocksdb_options_set_max_write_buffer_number(rocksdb_options_t*, int)</c>. Memtables of a family before writes wait for a
    /// flush.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetMaxWriteBufferNumber;

    /// <summary>
    /// <c>void rocksdb_options_set_max_background_jobs(rocksdb_options_t*, int)</c>. Threads for flushes and compactions.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetMaxBackgroundJobs;

    /// <summary>
    /// <c>void rocksdb_options_set_atomic_flush(rocksdb_options_t* opt, unsigned char)</c>. 1 to flush all families together, so that
    /// the files agree with each other without a log.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetAtomicFlush;

    /// <summary>
    /// <c>void rocksdb_options_set_bytes_per_sync(rocksdb_options_t*, uint64_t)</c>. Table files are written back in steps of so many
    /// bytes.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, ulong, void> SetBytesPerSync;

    /// <summary><c>void rocksdb_options_set_info_log_level(rocksdb_options_t*, int)</c>. 0 debug to 4 fatal.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetInfoLogLevel;

    /// <summary><c>void rocksdb_options_set_keep_log_file_num(rocksdb_options_t*, size_t)</c>. Number of old text logs that stay.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint, void> SetKeepLogFileNumber;

    /// <summary><c>void rocksdb_options_set_max_log_file_size(rocksdb_options_t*, size_t)</c>. Bytes of a text log.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint, void> SetMaxLogFileSize;

    /// <summary>
    /// <c>void rocksdb_options_set_stats_dump_period_sec(rocksdb_options_t*, unsigned int)</c>. 0 for no statistics in the text log.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, uint, void> SetStatsDumpPeriod;

    /// <summary>
    /// <c>void rocksdb_options_set_block_based_table_factory(rocksdb_options_t* opt, rocksdb_block_based_table_options_t*
    /// table_options)</c>. Copies the table options.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void> SetBlockBasedTable;

    /// <summary>
    /// <c>void rocksdb_options_add_compact_on_deletion_collector_factory_del_ratio(rocksdb_options_t*, size_t window_size, size_t
    /// num_dels_trigger, double deletion_ratio)</c>. Marks table files with many deletions for compaction.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint, nuint, double, void> CompactOnDeletions;

    /// <summary><c>void rocksdb_options_enable_statistics(rocksdb_options_t*)</c>. Makes the database count.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> EnableStatistics;

    /// <summary><c>void rocksdb_options_set_statistics_level(rocksdb_options_t*, int level)</c>. 1 counts tickers only.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetStatisticsLevel;

    /// <summary>
    /// <c>uint64_t rocksdb_options_statistics_get_ticker_count(rocksdb_options_t* opt, uint32_t ticker_type)</c>. A count; needs
    /// EnableStatistics.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, uint, ulong> GetTickerCount;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal OptionFunctions(RocksExports exports)
    {
        Create = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_options_create");
        Destroy = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_options_destroy");
        SetCreateIfMissing = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_create_if_missing");
        SetCreateMissingColumnFamilies =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_create_missing_column_families");
        SetMaxOpenFiles = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_max_open_files");
        SetWalRecoveryMode = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_wal_recovery_mode");
        SetTrackAndVerifyWals = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_track_and_verify_wals");
        SetCompression = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_compression");
        SetWriteBufferSize = (delegate* unmanaged[Cdecl]<void*, nuint, void>)exports.Find("rocksdb_options_set_write_buffer_size");
        SetMemtableBloomRatio =
            (delegate* unmanaged[Cdecl]<void*, double, void>)exports.Find("rocksdb_options_set_memtable_prefix_bloom_size_ratio");
        SetMemtableWholeKeyFiltering =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_memtable_whole_key_filtering");
        SetTargetFileSize = (delegate* unmanaged[Cdecl]<void*, ulong, void>)exports.Find("rocksdb_options_set_target_file_size_base");
        SetLevelBase = (delegate* unmanaged[Cdecl]<void*, ulong, void>)exports.Find("rocksdb_options_set_max_bytes_for_level_base");
        SetEnableBlobFiles = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_enable_blob_files");
        SetMinBlobSize = (delegate* unmanaged[Cdecl]<void*, ulong, void>)exports.Find("rocksdb_options_set_min_blob_size");
        SetBlobFileSize = (delegate* unmanaged[Cdecl]<void*, ulong, void>)exports.Find("rocksdb_options_set_blob_file_size");
        SetEnableBlobCollection = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_enable_blob_gc");
        SetBlobCollectionAge = (delegate* unmanaged[Cdecl]<void*, double, void>)exports.Find("rocksdb_options_set_blob_gc_age_cutoff");
        SetBlobCollectionThreshold =
            (delegate* unmanaged[Cdecl]<void*, double, void>)exports.Find("rocksdb_options_set_blob_gc_force_threshold");
        SetBlobCache = (delegate* unmanaged[Cdecl]<void*, void*, void>)exports.Find("rocksdb_options_set_blob_cache");
        SetBlobCompression = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_blob_compression_type");
        SetMaxWriteBufferNumber = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_max_write_buffer_number");
        SetMaxBackgroundJobs = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_max_background_jobs");
        SetAtomicFlush = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_options_set_atomic_flush");
        SetBytesPerSync = (delegate* unmanaged[Cdecl]<void*, ulong, void>)exports.Find("rocksdb_options_set_bytes_per_sync");
        SetInfoLogLevel = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_info_log_level");
        SetKeepLogFileNumber = (delegate* unmanaged[Cdecl]<void*, nuint, void>)exports.Find("rocksdb_options_set_keep_log_file_num");
        SetMaxLogFileSize = (delegate* unmanaged[Cdecl]<void*, nuint, void>)exports.Find("rocksdb_options_set_max_log_file_size");
        SetStatsDumpPeriod = (delegate* unmanaged[Cdecl]<void*, uint, void>)exports.Find("rocksdb_options_set_stats_dump_period_sec");
        SetBlockBasedTable = (delegate* unmanaged[Cdecl]<void*, void*, void>)exports.Find("rocksdb_options_set_block_based_table_factory");
        CompactOnDeletions =
            (delegate* unmanaged[Cdecl]<void*, nuint, nuint, double, void>)exports.Find(
                "rocksdb_options_add_compact_on_deletion_collector_factory_del_ratio");
        EnableStatistics = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_options_enable_statistics");
        SetStatisticsLevel = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_options_set_statistics_level");
        GetTickerCount = (delegate* unmanaged[Cdecl]<void*, uint, ulong>)exports.Find("rocksdb_options_statistics_get_ticker_count");
    }
}
