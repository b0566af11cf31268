namespace Mooncake.Durable.Rocks;

/// <summary>What a database says about itself, and the upkeep of its files.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class MaintenanceFunctions
{
    /// <summary>
    /// <c>rocksdb_t* rocksdb_open_for_read_only_column_families(const rocksdb_options_t* options, const char* name, int
    /// num_column_families, const char* const* column_family_names, const rocksdb_options_t* const* column_family_options,
    /// rocksdb_column_family_handle_t** column_family_handles, unsigned char error_if_wal_file_exists, char** errptr)</c>. Opens what is
    /// there now, without the lock and without a write; replays the log in memory. Null with an error. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, int, byte**, void**, void**, byte, byte**, void*> OpenForReadOnly;

    /// <summary>
    /// <c>int rocksdb_property_int_cf(rocksdb_t* db, rocksdb_column_family_handle_t* column_family, const char* propname, uint64_t*
    /// out_val)</c>. 0 and a figure, or -1 for a name that is not known.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, byte*, ulong*, int> GetProperty;

    /// <summary>
    /// <c>rocksdb_checkpoint_t* rocksdb_checkpoint_object_create(rocksdb_t* db, char** errptr)</c>. Makes checkpoints of the database;
    /// ends with DestroyCheckpoints. Null with an error.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, void*> CreateCheckpoints;

    /// <summary>
    /// <c>void rocksdb_checkpoint_create(rocksdb_checkpoint_t* checkpoint, const char* checkpoint_dir, uint64_t log_size_for_flush, char**
    /// errptr)</c>. Makes a folder that must not exist, with hard links to the table files where the file system can, and copies
    /// otherwise. Memtables are flushed first if the log has at least so many bytes. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, ulong, byte**, void> CreateCheckpoint;

    /// <summary><c>void rocksdb_checkpoint_object_destroy(rocksdb_checkpoint_t* checkpoint)</c>. Frees the object.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyCheckpoints;

    /// <summary>
    /// <c>void rocksdb_verify_checksum(rocksdb_t* db, char** errptr)</c>. Reads all table files and verifies the checksum of each block;
    /// the first damage is the error. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, void> VerifyChecksum;

    /// <summary>
    /// <c>rocksdb_pinnableslice_t* rocksdb_get_pinned_cf(rocksdb_t* db, const rocksdb_readoptions_t* options,
    /// rocksdb_column_family_handle_t* column_family, const char* key, size_t keylen, char** errptr)</c>. A value without a copy, freed by
    /// FreeSlice; null if there is none, and with an error.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte**, void*> GetPinned;

    /// <summary><c>rocksdb_compactoptions_t* rocksdb_compactoptions_create(void)</c>. Defaults; ends with DestroyCompaction.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> CreateCompaction;

    /// <summary><c>void rocksdb_compactoptions_destroy(rocksdb_compactoptions_t*)</c>. Frees the options.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyCompaction;

    /// <summary>
    /// <c>void rocksdb_compactoptions_set_exclusive_manual_compaction(rocksdb_compactoptions_t*, unsigned char)</c>. 0 to let automatic
    /// compactions go on meanwhile.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetExclusive;

    /// <summary>
    /// <c>void rocksdb_compactoptions_set_bottommost_level_compaction(rocksdb_compactoptions_t*, unsigned char)</c>. 3: files of the last
    /// level are rewritten too, unless this compaction has made them.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetBottommost;

    /// <summary>
    /// <c>void rocksdb_compact_range_cf_opt(rocksdb_t* db, rocksdb_column_family_handle_t* column_family, rocksdb_compactoptions_t* opt,
    /// const char* start_key, size_t start_key_len, const char* limit_key, size_t limit_key_len)</c>. Compacts a range; a null key is no
    /// limit. Answers no error: background-errors counts them. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte*, nuint, void> CompactRange;

    /// <summary>
    /// <c>void rocksdb_disable_manual_compaction(rocksdb_t* db)</c>. Ends manual compactions under way, and refuses new ones. Counted.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DisableManualCompaction;

    /// <summary><c>void rocksdb_enable_manual_compaction(rocksdb_t* db)</c>. Takes one DisableManualCompaction back.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> EnableManualCompaction;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal MaintenanceFunctions(RocksExports exports)
    {
        OpenForReadOnly =
            (delegate* unmanaged[Cdecl]<void*, byte*, int, byte**, void**, void**, byte, byte**, void*>)exports.Find(
                "rocksdb_open_for_read_only_column_families");
        GetProperty = (delegate* unmanaged[Cdecl]<void*, void*, byte*, ulong*, int>)exports.Find("rocksdb_property_int_cf");
        CreateCheckpoints = (delegate* unmanaged[Cdecl]<void*, byte**, void*>)exports.Find("rocksdb_checkpoint_object_create");
        CreateCheckpoint = (delegate* unmanaged[Cdecl]<void*, byte*, ulong, byte**, void>)exports.Find("rocksdb_checkpoint_create");
        DestroyCheckpoints = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_checkpoint_object_destroy");
        VerifyChecksum = (delegate* unmanaged[Cdecl]<void*, byte**, void>)exports.Find("rocksdb_verify_checksum");
        GetPinned = (delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte**, void*>)exports.Find("rocksdb_get_pinned_cf");
        CreateCompaction = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_compactoptions_create");
        DestroyCompaction = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_compactoptions_destroy");
        SetExclusive =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_compactoptions_set_exclusive_manual_compaction");
        SetBottommost =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_compactoptions_set_bottommost_level_compaction");
        CompactRange =
            (delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte*, nuint, void>)exports.Find("rocksdb_compact_range_cf_opt");
        DisableManualCompaction = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_disable_manual_compaction");
        EnableManualCompaction = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_enable_manual_compaction");
    }
}
