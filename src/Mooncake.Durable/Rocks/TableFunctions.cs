namespace Mooncake.Durable.Rocks;

/// <summary>Options of table files, the cache of their blocks, and their filters.</summary>
/// <remarks>Prototypes: RocksDB 11, <c>include/rocksdb/c.h</c>.</remarks>
internal sealed unsafe class TableFunctions
{
    /// <summary>
    /// <c>rocksdb_block_based_table_options_t* rocksdb_block_based_options_create(void)</c>. Defaults; ends with Destroy.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> Create;

    /// <summary><c>void rocksdb_block_based_options_destroy(rocksdb_block_based_table_options_t* options)</c>. Frees the options.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Destroy;

    /// <summary>
    /// <c>void rocksdb_block_based_options_set_block_cache(rocksdb_block_based_table_options_t* options, rocksdb_cache_t*
    /// block_cache)</c>. Shares the cache.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void> SetBlockCache;

    /// <summary>
    /// <c>void rocksdb_block_based_options_set_filter_policy(rocksdb_block_based_table_options_t* options, rocksdb_filterpolicy_t*
    /// filter_policy)</c>. Takes the policy, which must not be destroyed.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, void> SetFilterPolicy;

    /// <summary>
    /// <c>void rocksdb_block_based_options_set_cache_index_and_filter_blocks(rocksdb_block_based_table_options_t* opt, unsigned char
    /// v)</c>. 1 to count them among the cache's bytes.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetCacheIndexAndFilterBlocks;

    /// <summary>
    /// <c>void rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(rocksdb_block_based_table_options_t* opt,
    /// unsigned char v)</c>. 1 to keep those of level 0.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte, void> SetPinLevel0InCache;

    /// <summary>
    /// <c>void rocksdb_block_based_options_set_format_version(rocksdb_block_based_table_options_t* opt, int v)</c>. The format of table
    /// files.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, void> SetFormatVersion;

    /// <summary>
    /// <c>rocksdb_cache_t* rocksdb_cache_create_lru(size_t capacity)</c>. A cache of so many bytes; ends with DestroyCache.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<nuint, void*> CreateCache;

    /// <summary><c>void rocksdb_cache_destroy(rocksdb_cache_t* cache)</c>. Gives the caller's share back.</summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> DestroyCache;

    /// <summary>
    /// <c>rocksdb_filterpolicy_t* rocksdb_filterpolicy_create_bloom(double bits_per_key)</c>. A bloom filter; SetFilterPolicy takes it.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<double, void*> CreateBloom;

    /// <summary>Looks up the functions.</summary>
    /// <param name="exports">The loaded library.</param>
    internal TableFunctions(RocksExports exports)
    {
        Create = (delegate* unmanaged[Cdecl]<void*>)exports.Find("rocksdb_block_based_options_create");
        Destroy = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_block_based_options_destroy");
        SetBlockCache = (delegate* unmanaged[Cdecl]<void*, void*, void>)exports.Find("rocksdb_block_based_options_set_block_cache");
        SetFilterPolicy = (delegate* unmanaged[Cdecl]<void*, void*, void>)exports.Find("rocksdb_block_based_options_set_filter_policy");
        SetCacheIndexAndFilterBlocks =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find("rocksdb_block_based_options_set_cache_index_and_filter_blocks");
        SetPinLevel0InCache =
            (delegate* unmanaged[Cdecl]<void*, byte, void>)exports.Find(
                "rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache");
        SetFormatVersion = (delegate* unmanaged[Cdecl]<void*, int, void>)exports.Find("rocksdb_block_based_options_set_format_version");
        CreateCache = (delegate* unmanaged[Cdecl]<nuint, void*>)exports.Find("rocksdb_cache_create_lru");
        DestroyCache = (delegate* unmanaged[Cdecl]<void*, void>)exports.Find("rocksdb_cache_destroy");
        CreateBloom = (delegate* unmanaged[Cdecl]<double, void*>)exports.Find("rocksdb_filterpolicy_create_bloom");
    }
}
