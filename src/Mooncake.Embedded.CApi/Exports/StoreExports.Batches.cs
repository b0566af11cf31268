using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Embedded.CApi.Exports;

/// <content>Calls about many objects. A null anywhere in the arrays refuses the whole call, as in the reference.</content>
internal static unsafe partial class StoreExports
{
    /// <summary>
    /// <c>int mooncake_store_batch_put_from(void* store, const char** keys, void** buffers, const size_t* sizes, size_t count, const
    /// mooncake_replicate_config_t* config, int* results_out)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_batch_put_from", CallConvs = [typeof(CallConvCdecl)])]
    internal static int BatchPutFrom(
        nint store, byte** keys, void** buffers, nuint* sizes, nuint count, ReplicateConfig* config, int* results)
    {
        try
        {
            if (store == 0 || keys == null || buffers == null || sizes == null || results == null)
            {
                return Fail(InternalError, results, count);
            }

            if (count > MostItems)
            {
                return InvalidParams;
            }

            int items = (int)count;
            using KeyArray batch = new(keys, items, stackalloc int[KeyArray.OnStack]);
            if (batch.HasNull || HasNullBuffer(buffers, sizes, items))
            {
                return Fail(InternalError, results, count);
            }

            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0
                ? Fail(refusal, results, count)
                : backend.BatchPutFrom(batch.Pointers, batch.Lengths, new(buffers, items), new(sizes, items), config, new(results, items));
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary>
    /// <c>int mooncake_store_batch_get_into(void* store, const char** keys, void** buffers, const size_t* sizes, size_t count, int64_t*
    /// results_out)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_batch_get_into", CallConvs = [typeof(CallConvCdecl)])]
    internal static int BatchGetInto(nint store, byte** keys, void** buffers, nuint* sizes, nuint count, long* results)
    {
        try
        {
            if (store == 0 || keys == null || buffers == null || sizes == null || results == null)
            {
                return Fail(InternalError, results, count);
            }

            if (count > MostItems)
            {
                return InvalidParams;
            }

            int items = (int)count;
            using KeyArray batch = new(keys, items, stackalloc int[KeyArray.OnStack]);
            if (batch.HasNull || HasNullBuffer(buffers, sizes, items))
            {
                return Fail(InternalError, results, count);
            }

            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0
                ? Fail(refusal, results, count)
                : backend.BatchGetInto(batch.Pointers, batch.Lengths, new(buffers, items), new(sizes, items), new(results, items));
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_batch_is_exist(void* store, const char** keys, size_t count, int* results_out)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_batch_is_exist", CallConvs = [typeof(CallConvCdecl)])]
    internal static int BatchIsExist(nint store, byte** keys, nuint count, int* results)
    {
        try
        {
            if (store == 0 || keys == null || results == null)
            {
                return Fail(InternalError, results, count);
            }

            if (count > MostItems)
            {
                return InvalidParams;
            }

            int items = (int)count;
            using KeyArray batch = new(keys, items, stackalloc int[KeyArray.OnStack]);
            if (batch.HasNull)
            {
                return Fail(InternalError, results, count);
            }

            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0
                ? Fail(refusal, results, count)
                : backend.BatchIsExist(batch.Pointers, batch.Lengths, new(results, items));
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    private static bool HasNullBuffer(void** buffers, nuint* sizes, int items)
    {
        for (int i = 0; i < items; i++)
        {
            if (buffers[i] == null && sizes[i] > 0)
            {
                return true;
            }
        }

        return false;
    }
}
