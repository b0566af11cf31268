using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Embedded.CApi.Exports;

/// <content>Registration of memory.</content>
internal static unsafe partial class StoreExports
{
    /// <summary><c>int mooncake_store_register_buffer(void* store, void* buffer, size_t size)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_register_buffer", CallConvs = [typeof(CallConvCdecl)])]
    internal static int RegisterBuffer(nint store, void* buffer, nuint size)
    {
        try
        {
            if (store == 0 || buffer == null || size == 0)
            {
                return InternalError;
            }

            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0 ? refusal : backend.RegisterBuffer(buffer, size);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_unregister_buffer(void* store, void* buffer)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_unregister_buffer", CallConvs = [typeof(CallConvCdecl)])]
    internal static int UnregisterBuffer(nint store, void* buffer)
    {
        try
        {
            if (store == 0 || buffer == null)
            {
                return InternalError;
            }

            int refusal = Find(store, out ClientBackend backend);
            return refusal != 0 ? refusal : backend.UnregisterBuffer(buffer);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }
}
