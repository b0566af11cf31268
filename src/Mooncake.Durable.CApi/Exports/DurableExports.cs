using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Durable;
using Mooncake.Durable.CApi.Clients;
using Mooncake.Durable.CApi.Exports;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Embedded.CApi.Exports;

/// <content>What the durable engine has beyond Mooncake's C ABI: <c>include/mooncake_durable.h</c>.</content>
internal static unsafe partial class StoreExports
{
    // The first call is a creation: before it, nobody needs RocksDB's library.
    static StoreExports() => RocksFiles.LibraryFolder = LibraryFolder.Find();

    /// <summary>
    /// <c>int64_t mooncake_durable_scan_keys(void* store, const char* prefix, const char* after, char* keys_out, size_t keys_size)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_durable_scan_keys", CallConvs = [typeof(CallConvCdecl)])]
    internal static long ScanKeys(nint store, byte* prefix, byte* after, byte* keys, nuint size)
    {
        try
        {
            if (store == 0 || keys == null)
            {
                return InternalError;
            }

            int refusal = Find(store, out ClientBackend backend);
            if (refusal != 0 || !TrySpan(prefix, out ReadOnlySpan<byte> start) || !TrySpan(after, out ReadOnlySpan<byte> last))
            {
                return refusal != 0 ? refusal : InvalidParams;
            }

            ObjectStore objects = backend.Store!;
            using RocksCall call = objects.Enter();
            return call.IsEntered
                ? TerminatedKeys.Scan(objects, start, last, new Span<byte>(keys, (int)Math.Min(size, int.MaxValue)))
                : InvalidParams;
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int64_t mooncake_durable_floor_key(void* store, const char* key, char* key_out, size_t key_size)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_durable_floor_key", CallConvs = [typeof(CallConvCdecl)])]
    internal static long FloorKey(nint store, byte* key, byte* floor, nuint size)
    {
        try
        {
            if (floor == null)
            {
                return InternalError;
            }

            int refusal = Find(store, key, out ClientBackend backend, out int length);
            if (refusal != 0 || length == 0)
            {
                return refusal != 0 ? refusal : InvalidParams;
            }

            ObjectStore objects = backend.Store!;
            using RocksCall call = objects.Enter();
            return call.IsEntered
                ? TerminatedKeys.Floor(
                    objects, new ReadOnlySpan<byte>(key, length), new Span<byte>(floor, (int)Math.Min(size, int.MaxValue)))
                : InvalidParams;
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_durable_checkpoint(void* store, const char* folder)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_durable_checkpoint", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Checkpoint(nint store, byte* folder)
    {
        try
        {
            int refusal = Find(store, folder, out ClientBackend backend, out int length);
            if (refusal != 0 || length == 0 || !NativeText.TryRead(folder, "", out string? path))
            {
                return refusal != 0 ? refusal : InvalidParams;
            }

            StoreError? error = DurableMaintenance.CreateCheckpoint(backend.Store!, Path.GetFullPath(path));
            if (error is not null)
            {
                StandardError.Write(error.Message);
            }

            return (int)(error?.Code ?? StoreErrorCode.Ok);
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_durable_get_statistics(void* store, mooncake_durable_statistics_t* statistics_out)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_durable_get_statistics", CallConvs = [typeof(CallConvCdecl)])]
    internal static int GetStatistics(nint store, nuint* statistics)
    {
        try
        {
            if (statistics == null)
            {
                return InternalError;
            }

            int refusal = Find(store, out ClientBackend backend);
            nuint size = *statistics;
            if (refusal != 0 || size < (nuint)sizeof(nuint))
            {
                return refusal != 0 ? refusal : InvalidParams;
            }

            StoreResult<DurableStatistics> read = backend.GetCapability<DurableMaintenance>()!.GetStatistics();
            if (!read.TryGetValue(out DurableStatistics? found, out StoreError? error))
            {
                return (int)error!.Code;
            }

            // A program built with an older header gets the members that it has room for.
            DurableCounts counts = DurableCounts.Of(found);
            nuint room = size - (nuint)sizeof(nuint);
            Buffer.MemoryCopy(&counts, statistics + 1, room, Math.Min(room, (nuint)sizeof(DurableCounts)));
            return 0;
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    private static bool TrySpan(byte* text, out ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        bool hasEnd = text == null || NativeText.TryMeasure(text, out length);
        bytes = new ReadOnlySpan<byte>(text, hasEnd ? length : 0);
        return hasEnd;
    }
}
