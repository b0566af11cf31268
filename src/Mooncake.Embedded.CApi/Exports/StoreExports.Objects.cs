using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Embedded.CApi.Exports;

/// <content>Calls about single objects, and removals.</content>
internal static unsafe partial class StoreExports
{
    /// <summary>
    /// <c>int mooncake_store_put(void* store, const char* key, const void* value, size_t size, const mooncake_replicate_config_t*
    /// config)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_put", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Put(nint store, byte* key, void* value, nuint size, ReplicateConfig* config)
    {
        try
        {
            if (store == 0 || (value == null && size > 0))
            {
                return InternalError;
            }

            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.Put(key, length, value, size, config);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary>
    /// <c>int mooncake_store_put_from(void* store, const char* key, void* buffer, size_t size, const mooncake_replicate_config_t*
    /// config)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_put_from", CallConvs = [typeof(CallConvCdecl)])]
    internal static int PutFrom(nint store, byte* key, void* buffer, nuint size, ReplicateConfig* config)
    {
        try
        {
            if (store == 0 || (buffer == null && size > 0))
            {
                return InternalError;
            }

            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.PutFrom(key, length, buffer, size, config);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int64_t mooncake_store_get_into(void* store, const char* key, void* buffer, size_t size)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_get_into", CallConvs = [typeof(CallConvCdecl)])]
    internal static long GetInto(nint store, byte* key, void* buffer, nuint size)
    {
        try
        {
            if (store == 0 || buffer == null)
            {
                return InternalError;
            }

            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.GetInto(key, length, buffer, size);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_is_exist(void* store, const char* key)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_is_exist", CallConvs = [typeof(CallConvCdecl)])]
    internal static int IsExist(nint store, byte* key)
    {
        try
        {
            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.IsExist(key, length);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int64_t mooncake_store_get_size(void* store, const char* key)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_get_size", CallConvs = [typeof(CallConvCdecl)])]
    internal static long GetSize(nint store, byte* key)
    {
        try
        {
            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.GetSize(key, length);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_remove(void* store, const char* key, int force)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_remove", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Remove(nint store, byte* key, int force)
    {
        try
        {
            int refusal = Find(store, key, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.Remove(key, length, force != 0);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int64_t mooncake_store_remove_by_regex(void* store, const char* pattern, int force)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_remove_by_regex", CallConvs = [typeof(CallConvCdecl)])]
    internal static long RemoveByRegex(nint store, byte* pattern, int force)
    {
        try
        {
            int refusal = Find(store, pattern, out ClientBackend backend, out int length);
            return refusal != 0 ? refusal : backend.RemoveByRegex(pattern, length, force != 0);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int64_t mooncake_store_remove_all(void* store, int force)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_remove_all", CallConvs = [typeof(CallConvCdecl)])]
    internal static long RemoveAll(nint store, int force)
    {
        try
        {
            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0 ? refusal : backend.RemoveAll(force != 0);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }
}
