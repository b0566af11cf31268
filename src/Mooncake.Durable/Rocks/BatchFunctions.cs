namespace Mooncake.Durable.Rocks;

/// <summary>Batches of writes.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class BatchFunctions
{
    /// <summary><c>rocksdb_writeoptions_t* rocksdb_writeoptions_create(void)</c>. Defaults; ends with DestroyOptions.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> CreateOptions;

    /// <summary><c>void rocksdb_writeoptions_destroy(rocksdb_writeoptions_t*)</c>. Frees the options.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyOptions;

    /// <summary>
    /// <c>void rocksdb_writeoptions_set_sync(rocksdb_writeoptions_t* opt, unsigned char v)</c>. 1 to sync the log before a write
    /// returns.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetSync;

    /// <summary><c>void rocksdb_writeoptions_disable_WAL(rocksdb_writeoptions_t* opt, int v)</c>. 1 to write no log.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> DisableLog;

    /// <summary>
    /// <c>void rocksdb_writeoptions_set_no_slowdown(rocksdb_writeoptions_t*, unsigned char)</c>. 1 to fail at once with "Result
    /// incomplete" where a write would wait for flushes or compactions; then nothing of the batch was written.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetNoSlowdown;

    /// <summary><c>rocksdb_writebatch_t* rocksdb_writebatch_create(void)</c>. An empty batch; ends with Destroy.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> Create;

    /// <summary><c>void rocksdb_writebatch_destroy(rocksdb_writebatch_t*)</c>. Frees the batch.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Destroy;

    /// <summary><c>void rocksdb_writebatch_clear(rocksdb_writebatch_t* b)</c>. Empties the batch, and keeps its memory.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Clear;

    /// <summary>
    /// <c>void rocksdb_writebatch_put_cf(rocksdb_writebatch_t* b, rocksdb_column_family_handle_t* column_family, const char* key,
    /// size_t klen, const char* val, size_t vlen)</c>. Adds a copy of a key and a value.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, byte*, nuint, void> Put;

    /// <summary>
    /// <c>void rocksdb_writebatch_delete_cf(rocksdb_writebatch_t*, rocksdb_column_family_handle_t* column_family, const char* key,
    /// size_t klen)</c>. Adds a deletion.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, void> Delete;

    /// <summary>
    /// <c>void rocksdb_writebatch_singledelete_cf(rocksdb_writebatch_t* b, rocksdb_column_family_handle_t* column_family, const char*
    /// key, size_t klen)</c>. Adds a deletion of a key that was put once since it was last deleted.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, void> DeleteOnce;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal BatchFunctions(RocksExports exports)
    {
        CreateOptions = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_writeoptions_create");
        DestroyOptions = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_writeoptions_destroy");
        SetSync = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_writeoptions_set_sync");
        DisableLog = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_writeoptions_disable_WAL");
        SetNoSlowdown = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_writeoptions_set_no_slowdown");
        Create = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_writebatch_create");
        Destroy = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_writebatch_destroy");
        Clear = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_writebatch_clear");
        Put = (delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, byte*, nuint, void>)exports.Find("rocksdb_writebatch_put_cf");
        Delete = (delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, void>)exports.Find("rocksdb_writebatch_delete_cf");
        DeleteOnce = (delegate* unmanaged[Cdecl]<void*, void*, byte*, nuint, void>)exports.Find("rocksdb_writebatch_singledelete_cf");
    }
}
