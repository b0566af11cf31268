using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Embedded.CApi.Exports;

/// <content>Handles, from their creation to their end.</content>
internal static unsafe partial class StoreExports
{
    private const string DefaultProtocol = "tcp";
    private const string DefaultMaster = "127.0.0.1:50051";

    // What the reference joins with when it is asked to choose itself.
    private const string InitAllHostname = "localhost:12345";
    private const ulong InitAllLocalBufferBytes = 1UL << 30;

    /// <summary><c>void* mooncake_store_create(void)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_create", CallConvs = [typeof(CallConvCdecl)])]
    internal static nint Create()
    {
        try
        {
            return Clients.Add(new StoreClient());
        }
        catch (Exception exception)
        {
            Unexpected(exception);
            return 0;
        }
    }

    /// <summary><c>void mooncake_store_destroy(void* store)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_destroy", CallConvs = [typeof(CallConvCdecl)])]
    internal static void Destroy(nint store)
    {
        try
        {
            if (Clients.TryRemove(store, out StoreClient? client))
            {
                client.Close();
            }
        }
        catch (Exception exception)
        {
            Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_setup(...)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_setup", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Setup(
        nint store,
        byte* localHostname,
        byte* metadataServer,
        ulong globalSegmentSize,
        ulong localBufferSize,
        byte* protocol,
        byte* deviceName,
        byte* masterServerAddress)
    {
        try
        {
            if (store == 0)
            {
                return InternalError;
            }

            bool readable =
                NativeText.TryRead(localHostname, "", out string? hostname)
                & NativeText.TryRead(metadataServer, "", out string? metadata)
                & NativeText.TryRead(protocol, DefaultProtocol, out string? transport)
                & NativeText.TryRead(deviceName, "", out string? device)
                & NativeText.TryRead(masterServerAddress, DefaultMaster, out string? master);
            if (!readable)
            {
                return InvalidParams;
            }

            return Join(store, new StoreSetup
            {
                LocalHostname = hostname!,
                MetadataServer = metadata!,
                SegmentBytes = globalSegmentSize,
                LocalBufferBytes = localBufferSize,
                Protocol = transport!,
                DeviceName = device!,
                MasterServerAddress = master!,
            });
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary>
    /// <c>int mooncake_store_init_all(void* store, const char* protocol, const char* device_name, uint64_t mount_segment_size)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_init_all", CallConvs = [typeof(CallConvCdecl)])]
    internal static int InitAll(nint store, byte* protocol, byte* deviceName, ulong mountSegmentSize)
    {
        try
        {
            if (store == 0)
            {
                return InternalError;
            }

            if (!NativeText.TryRead(protocol, DefaultProtocol, out string? transport)
                || !NativeText.TryRead(deviceName, "", out string? device))
            {
                return InvalidParams;
            }

            return Join(store, new StoreSetup
            {
                LocalHostname = InitAllHostname,
                SegmentBytes = mountSegmentSize,
                LocalBufferBytes = InitAllLocalBufferBytes,
                Protocol = transport,
                DeviceName = device,
                MasterServerAddress = DefaultMaster,
            });
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_health_check(void* store)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_health_check", CallConvs = [typeof(CallConvCdecl)])]
    internal static int HealthCheck(nint store)
    {
        try
        {
            if (store == 0)
            {
                return InternalError;
            }

            return Find(store, out ClientBackend backend) == 0 ? backend.HealthCheck() : NotSetUp;
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    /// <summary><c>int mooncake_store_get_hostname(void* store, char* buf_out, size_t buf_len)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_store_get_hostname", CallConvs = [typeof(CallConvCdecl)])]
    internal static int GetHostname(nint store, byte* name, nuint length)
    {
        try
        {
            if (store == 0 || name == null || length == 0)
            {
                return InternalError;
            }

            if (!Clients.TryFind(store, out StoreClient? client))
            {
                return InvalidParams;
            }

            if (client.Backend is { } backend)
            {
                return backend.GetHostname(new Span<byte>(name, (int)Math.Min(length, int.MaxValue)));
            }

            *name = 0;
            return 0;
        }
        catch (Exception exception)
        {
            return Unexpected(exception);
        }
    }

    private static int Join(nint store, StoreSetup setup) =>
        Clients.TryFind(store, out StoreClient? client) ? client.Setup(setup) : InvalidParams;
}
