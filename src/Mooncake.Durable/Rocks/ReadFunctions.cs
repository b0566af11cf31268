namespace Mooncake.Durable.Rocks;

/// <summary>Reads.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class ReadFunctions
{
    /// <summary>
    /// <c>rocksdb_readoptions_t* rocksdb_readoptions_create(void)</c>. Defaults: checksums are verified. Ends with DestroyOptions.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> CreateOptions;

    /// <summary><c>void rocksdb_readoptions_destroy(rocksdb_readoptions_t*)</c>. Frees the options.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyOptions;

    /// <summary>
    /// <c>void rocksdb_readoptions_set_fill_cache(rocksdb_readoptions_t* opt, unsigned char v)</c>. 0 to leave the block cache as it
    /// is.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetFillCache;

    /// <summary>
    /// <c>void rocksdb_readoptions_set_allow_unprepared_value(rocksdb_readoptions_t* opt, unsigned char v)</c>. 1 to leave values unread
    /// that lie in files of their own; an iterator has none of these then.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetAllowUnpreparedValue;

    /// <summary>
    /// <c>unsigned char rocksdb_get_into_buffer_cf(rocksdb_t* db, const rocksdb_readoptions_t* options, rocksdb_column_family_handle_t*
    /// column_family, const char* key, size_t keylen, char* buffer, size_t buffer_size, size_t* vallen, unsigned char* found, char**
    /// errptr)</c>. Copies a value. 1 if it was copied; found says whether there is one, vallen how long it is.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte*, nuint, nuint*, byte*, byte**, byte> Get;

    /// <summary>
    /// <c>void rocksdb_batched_multi_get_cf(rocksdb_t* db, const rocksdb_readoptions_t* options, rocksdb_column_family_handle_t*
    /// column_family, size_t num_keys, const char* const* keys_list, const size_t* keys_list_sizes, rocksdb_pinnableslice_t** values,
    /// char** errs, const bool sorted_input)</c>. Reads many keys; each value is null or freed by FreeSlice, each error null or freed
    /// by the caller.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, nuint, byte**, nuint*, void**, byte**, byte, void> MultiGet;

    /// <summary>
    /// <c>const char* rocksdb_pinnableslice_value(const rocksdb_pinnableslice_t* t, size_t* vlen)</c>. The bytes of a value.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint*, byte*> SliceValue;

    /// <summary><c>void rocksdb_pinnableslice_destroy(rocksdb_pinnableslice_t* v)</c>. Ends the use of a value.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> FreeSlice;

    /// <summary>
    /// <c>rocksdb_iterator_t* rocksdb_create_iterator_cf(rocksdb_t* db, const rocksdb_readoptions_t* options,
    /// rocksdb_column_family_handle_t* column_family)</c>. An iterator over a snapshot of now; ends with DestroyIterator.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void*, void*> CreateIterator;

    /// <summary><c>void rocksdb_iter_destroy(rocksdb_iterator_t*)</c>. Frees the iterator.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyIterator;

    /// <summary>
    /// <c>unsigned char rocksdb_iter_valid(const rocksdb_iterator_t*)</c>. 1 if the iterator is at a key; 0 at the end or after an
    /// error.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte> IsValid;

    /// <summary><c>void rocksdb_iter_seek_to_first(rocksdb_iterator_t*)</c>. Goes to the first key.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> SeekToFirst;

    /// <summary>
    /// <c>void rocksdb_iter_seek(rocksdb_iterator_t*, const char* k, size_t klen)</c>. Goes to the first key that is not below a given
    /// one.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, void> Seek;

    /// <summary>
    /// <c>void rocksdb_iter_seek_for_prev(rocksdb_iterator_t*, const char* k, size_t klen)</c>. Goes to the last key that is not above a
    /// given one.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, void> SeekForPrevious;

    /// <summary><c>void rocksdb_iter_prev(rocksdb_iterator_t*)</c>. Goes back.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Previous;

    /// <summary><c>void rocksdb_iter_next(rocksdb_iterator_t*)</c>. Goes on.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Next;

    /// <summary>
    /// <c>const char* rocksdb_iter_key(const rocksdb_iterator_t*, size_t* klen)</c>. The key, valid until the iterator moves.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint*, byte*> Key;

    /// <summary>
    /// <c>const char* rocksdb_iter_value(const rocksdb_iterator_t*, size_t* vlen)</c>. The value, valid until the iterator moves.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, nuint*, byte*> Value;

    /// <summary><c>void rocksdb_iter_get_error(const rocksdb_iterator_t*, char** errptr)</c>. The error that ended the iteration.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, void> GetError;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal ReadFunctions(RocksExports exports)
    {
        CreateOptions = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_readoptions_create");
        DestroyOptions = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_readoptions_destroy");
        SetFillCache = (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_readoptions_set_fill_cache");
        SetAllowUnpreparedValue =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_readoptions_set_allow_unprepared_value");
        Get =
            (delegate* unmanaged[Cdecl]<void*, void*, void*, byte*, nuint, byte*, nuint, nuint*, byte*, byte**, byte>)exports.Find(
                "rocksdb_get_into_buffer_cf");
        MultiGet =
            (delegate* unmanaged[Cdecl]<void*, void*, void*, nuint, byte**, nuint*, void**, byte**, byte, void>)exports.Find(
                "rocksdb_batched_multi_get_cf");
        SliceValue = (delegate* unmanaged[Cdecl]<void*, nuint*, byte*>)exports.Find("rocksdb_pinnableslice_value");
        FreeSlice = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_pinnableslice_destroy");
        CreateIterator = (delegate* unmanaged[Cdecl]<void*, void*, void*, void*>)exports.Find("rocksdb_create_iterator_cf");
        DestroyIterator = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_iter_destroy");
        IsValid = (delegate* unmanaged[Cdecl]<void*, byte>)exports.Find("rocksdb_iter_valid");
        SeekToFirst = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_iter_seek_to_first");
        Seek = (delegate* unmanaged[Cdecl]<void*, byte*, nuint, void>)exports.Find("rocksdb_iter_seek");
        SeekForPrevious = (delegate* unmanaged[Cdecl]<void*, byte*, nuint, void>)exports.Find("rocksdb_iter_seek_for_prev");
        Previous = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_iter_prev");
        Next = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_iter_next");
        Key = (delegate* unmanaged[Cdecl]<void*, nuint*, byte*>)exports.Find("rocksdb_iter_key");
        Value = (delegate* unmanaged[Cdecl]<void*, nuint*, byte*>)exports.Find("rocksdb_iter_value");
        GetError = (delegate* unmanaged[Cdecl]<void*, byte**, void>)exports.Find("rocksdb_iter_get_error");
    }
}
