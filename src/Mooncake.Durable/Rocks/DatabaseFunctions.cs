namespace Mooncake.Durable.Rocks;

/// <summary>A database as a whole.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class DatabaseFunctions
{
    /// <summary>
    /// <c>rocksdb_t* rocksdb_open_column_families(const rocksdb_options_t* options, const char* name, int num_column_families, const
    /// char* const* column_family_names, const rocksdb_options_t* const* column_family_options, rocksdb_column_family_handle_t**
    /// column_family_handles, char** errptr)</c>. Opens the database and fills the array of family handles; null with an error. Blocks:
    /// replays the log.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, int, byte**, void**, void**, byte**, void*> Open;

    /// <summary>
    /// <c>void rocksdb_close(rocksdb_t* db)</c>. Frees the database; its families and iterators must be gone. Blocks: waits for
    /// background work.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Close;

    /// <summary><c>void rocksdb_column_family_handle_destroy(rocksdb_column_family_handle_t*)</c>. Frees a handle.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyFamily;

    /// <summary>
    /// <c>void rocksdb_write(rocksdb_t* db, const rocksdb_writeoptions_t* options, rocksdb_writebatch_t* batch, char** errptr)</c>.
    /// Carries out a batch atomically. Blocks: with sync until the log is on disk.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, byte**, void> Write;

    /// <summary>
    /// <c>void rocksdb_flush_wal(rocksdb_t* db, unsigned char sync, char** errptr)</c>. Writes the log out, and with 1 syncs it.
    /// Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, byte**, void> FlushLog;

    /// <summary><c>void rocksdb_free(void* ptr)</c>. Frees memory that the library has returned, such as an error text.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Free;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal DatabaseFunctions(RocksExports exports)
    {
        Open =
            (delegate* unmanaged[Cdecl]<void*, byte*, int, byte**, void**, void**, byte**, void*>)exports.Find(
                "rocksdb_open_column_families");
        Close = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_close");
        DestroyFamily = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_column_family_handle_destroy");
        Write = (delegate* unmanaged[Cdecl]<void*, void*, void*, byte**, void>)exports.Find("rocksdb_write");
        FlushLog = (delegate* unmanaged[Cdecl]<void*, byte, byte**, void>)exports.Find("rocksdb_flush_wal");
        Free = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_free");
    }
}
