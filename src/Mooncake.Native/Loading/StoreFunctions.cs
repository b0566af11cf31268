using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Native;

/// <summary>The functions of one loaded store library, as blittable function pointers, in the order of the header.</summary>
/// <remarks>
/// <para>
/// Source: <c>mooncake-store/include/store_c.h</c>, commit 3b5a5941. Common to all: <c>store</c> is a live handle from
/// <see cref="Create"/>; text is NUL-terminated UTF-8; memory belongs to the caller and is not used after the call has returned, unless
/// stated otherwise; any thread may call, and calls on one handle may overlap; negative return codes are <see cref="StoreErrorCode"/>; -1
/// is a null argument or a C++ exception, -600 is also a handle that was not set up. "Blocks" means that the call waits for the master or
/// another client: about 100 microseconds normally, seconds if the master is down.
/// </para>
/// <para>None suppresses the GC transition: each of them takes locks, and most wait for the network.</para>
/// </remarks>
internal sealed unsafe class StoreFunctions
{
    /// <summary>
    /// <c>void* mooncake_store_create(void)</c>. Returns a handle, freed by <see cref="Destroy"/>, or null. Blocks SIGINT, SIGTERM, SIGHUP
    /// and SIGUSR1 in the calling thread and in threads that it starts, hence only called by <see cref="StoreHandle"/>.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*> Create;

    /// <summary>
    /// <c>void mooncake_store_destroy(void* store)</c>. Leaves the cluster and frees the handle; no other call may be in progress or
    /// follow. Blocks: 2 s normally, 13 s if the master is down.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void> Destroy;

    /// <summary>
    /// <c>int mooncake_store_setup(void* store, const char* local_hostname, const char* metadata_server, uint64_t
    /// global_segment_size, uint64_t local_buffer_size, const char* protocol, const char* device_name, const char*
    /// master_server_addr)</c>. Joins the cluster. 0; -1 if the master is not there. Blocks: 90 s against an address where nothing
    /// listens, hence <see cref="Preflight"/>.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, byte*, ulong, ulong, byte*, byte*, byte*, int> Setup;

    /// <summary>
    /// <c>int mooncake_store_init_all(void* store, const char* protocol, const char* device_name, uint64_t mount_segment_size)</c>.
    /// Another way to join, with everything else left to the library's own defaults; not part of <see cref="StoreBackend"/>.
    /// 0 or a negative code. Blocks as <see cref="Setup"/> does.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, byte*, ulong, int> InitAll;

    /// <summary>
    /// <c>int mooncake_store_health_check(void* store)</c>. 0 healthy, 1 not set up, 2 master unreachable. Does not block, and
    /// goes on answering 0 for a while after the master has died.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int> HealthCheck;

    /// <summary>
    /// <c>int mooncake_store_put(void* store, const char* key, const void* value, size_t size, const mooncake_replicate_config_t*
    /// config)</c>. Copies the value through the staging buffer; <c>config</c> may be null. 0 (also if the key holds an object
    /// already); -600 for an empty key or value, or a value larger than the staging buffer; -200 full; -900 no master. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, ReplicateConfig*, int> Put;

    /// <summary>
    /// <c>int mooncake_store_put_from(void* store, const char* key, void* buffer, size_t size, const mooncake_replicate_config_t*
    /// config)</c>. Sends straight from <c>buffer</c>, which must be registered (over RDMA memory that is not corrupts). Codes as
    /// <see cref="Put"/>, but a size of 0 returns 0 and stores nothing. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, ReplicateConfig*, int> PutFrom;

    /// <summary>
    /// <c>int mooncake_store_batch_put_from(void* store, const char** keys, void** buffers, const size_t* sizes, size_t count, const
    /// mooncake_replicate_config_t* config, int* results_out)</c>. Arrays are <c>[count]</c>; sets <c>results_out</c> to what
    /// <see cref="PutFrom"/> would return for each item. 0 or a negative code. A duplicate key keeps the last bytes; a handle that was
    /// never set up crashes the process: <see cref="StoreBackend"/> prevents both. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, void**, nuint*, nuint, ReplicateConfig*, int*, int> BatchPutFrom;

    /// <summary>
    /// <c>int64_t mooncake_store_get_into(void* store, const char* key, void* buffer, size_t size)</c>. Writes the object into
    /// <c>buffer</c> (registered, room for <c>size</c> bytes) and renews its lease. The object's size; -704 none; -600 larger than
    /// <c>size</c>; -707 if the lease expired during the transfer; -800, -900. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, long> GetInto;

    /// <summary>
    /// <c>int mooncake_store_batch_get_into(void* store, const char** keys, void** buffers, const size_t* sizes, size_t count,
    /// int64_t* results_out)</c>. Arrays are <c>[count]</c>; sets <c>results_out</c> to what <see cref="GetInto"/> would return for each
    /// item. 0 or a negative code. Of a duplicate key only the last buffer is filled; a handle that was never set up crashes the process:
    /// <see cref="StoreBackend"/> prevents both. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, void**, nuint*, nuint, long*, int> BatchGetInto;

    /// <summary>
    /// <c>int mooncake_store_is_exist(void* store, const char* key)</c>. 1, 0 or a negative code; renews the lease. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, int> IsExist;

    /// <summary>
    /// <c>int mooncake_store_batch_is_exist(void* store, const char** keys, size_t count, int* results_out)</c>. Sets <c>results_out</c>
    /// <c>[count]</c> to what <see cref="IsExist"/> would return for each key. 0 or a negative code. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte**, nuint, int*, int> BatchIsExist;

    /// <summary>
    /// <c>int64_t mooncake_store_get_size(void* store, const char* key)</c>. The size in bytes, or -704; renews the lease. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, long> GetSize;

    /// <summary>
    /// <c>int mooncake_store_get_hostname(void* store, char* buf_out, size_t buf_len)</c>. Writes the name and a NUL. 0; -1 if it
    /// does not fit. Does not block.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, int> GetHostname;

    /// <summary>
    /// <c>int mooncake_store_remove(void* store, const char* key, int force)</c>. 0; -704 none; -706 leased and <c>force</c> is 0.
    /// Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, int, int> Remove;

    /// <summary>
    /// <c>int64_t mooncake_store_remove_by_regex(void* store, const char* pattern, int force)</c>. The number of objects removed;
    /// -600 for a pattern that is not valid. Blocks, for as long as the master matches every key.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, byte*, int, long> RemoveByRegex;

    /// <summary>
    /// <c>int64_t mooncake_store_remove_all(void* store, int force)</c>. The number of objects removed, or a negative code. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, int, long> RemoveAll;

    /// <summary>
    /// <c>int mooncake_store_register_buffer(void* store, void* buffer, size_t size)</c>. After a return code of 0 the library (and the
    /// network card) may access the memory, until <see cref="UnregisterBuffer"/> has returned 0. -1 null or size 0; -600 already
    /// registered, in part or whole. Blocks: pins the pages.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, nuint, int> RegisterBuffer;

    /// <summary>
    /// <c>int mooncake_store_unregister_buffer(void* store, void* buffer)</c>. 0: the library no longer accesses the memory; -600 if no
    /// registration starts there. Blocks.
    /// </summary>
    internal readonly delegate* unmanaged[Cdecl]<void*, void*, int> UnregisterBuffer;

    /// <summary>Looks up every function.</summary>
    /// <param name="library">The loader's handle of the library.</param>
    /// <param name="missing">
    /// Gets the C names of the functions that the library does not export; the table is of use only if there are none.
    /// </param>
    internal StoreFunctions(nint library, List<string> missing)
    {
        Create = (delegate* unmanaged[Cdecl]<void*>)Find("mooncake_store_create");
        Destroy = (delegate* unmanaged[Cdecl]<void*, void>)Find("mooncake_store_destroy");
        Setup = (delegate* unmanaged[Cdecl]<void*, byte*, byte*, ulong, ulong, byte*, byte*, byte*, int>)Find("mooncake_store_setup");
        InitAll = (delegate* unmanaged[Cdecl]<void*, byte*, byte*, ulong, int>)Find("mooncake_store_init_all");
        HealthCheck = (delegate* unmanaged[Cdecl]<void*, int>)Find("mooncake_store_health_check");
        Put = (delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, ReplicateConfig*, int>)Find("mooncake_store_put");
        PutFrom = (delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, ReplicateConfig*, int>)Find("mooncake_store_put_from");
        BatchPutFrom = (delegate* unmanaged[Cdecl]<void*, byte**, void**, nuint*, nuint, ReplicateConfig*, int*, int>)Find("mooncake_store_batch_put_from");
        GetInto = (delegate* unmanaged[Cdecl]<void*, byte*, void*, nuint, long>)Find("mooncake_store_get_into");
        BatchGetInto = (delegate* unmanaged[Cdecl]<void*, byte**, void**, nuint*, nuint, long*, int>)Find("mooncake_store_batch_get_into");
        IsExist = (delegate* unmanaged[Cdecl]<void*, byte*, int>)Find("mooncake_store_is_exist");
        BatchIsExist = (delegate* unmanaged[Cdecl]<void*, byte**, nuint, int*, int>)Find("mooncake_store_batch_is_exist");
        GetSize = (delegate* unmanaged[Cdecl]<void*, byte*, long>)Find("mooncake_store_get_size");
        GetHostname = (delegate* unmanaged[Cdecl]<void*, byte*, nuint, int>)Find("mooncake_store_get_hostname");
        Remove = (delegate* unmanaged[Cdecl]<void*, byte*, int, int>)Find("mooncake_store_remove");
        RemoveByRegex = (delegate* unmanaged[Cdecl]<void*, byte*, int, long>)Find("mooncake_store_remove_by_regex");
        RemoveAll = (delegate* unmanaged[Cdecl]<void*, int, long>)Find("mooncake_store_remove_all");
        RegisterBuffer = (delegate* unmanaged[Cdecl]<void*, void*, nuint, int>)Find("mooncake_store_register_buffer");
        UnregisterBuffer = (delegate* unmanaged[Cdecl]<void*, void*, int>)Find("mooncake_store_unregister_buffer");

        nint Find(string name)
        {
            if (NativeLibrary.TryGetExport(library, name, out nint address))
            {
                return address;
            }

            missing.Add(name);
            return 0;
        }
    }
}
