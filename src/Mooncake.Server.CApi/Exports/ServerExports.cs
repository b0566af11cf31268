using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.CApi.Clients;
using Mooncake.Embedded.CApi.Exports;
using Mooncake.Server.CApi.Servers;
using Mooncake.Server.CApi.Tables;

namespace Mooncake.Server.CApi.Exports;

/// <summary>The functions of the library. <c>include/mooncake_server.h</c> says what they take and return.</summary>
/// <remarks>No exception may leave them: it would end a process that is not ours. So each of them catches everything.</remarks>
internal static unsafe class ServerExports
{
    private const int InvalidParams = (int)StoreErrorCode.InvalidParams;

    private static readonly ClientTable Servers = new();

    /// <summary>
    /// <c>int32_t mooncake_server_start(const char* connection, const mooncake_server_options_t* options, mooncake_server_t*
    /// server_out)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_server_start", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Start(byte* connection, nuint* options, nint* server)
    {
        try
        {
            if (connection == null || server == null)
            {
                return LastMessage.Fail(InvalidParams, "connection and server_out must not be null.");
            }

            *server = 0;
            if (!NativeText.TryRead(connection, "", out string? text))
            {
                return LastMessage.Fail(InvalidParams, "connection is not UTF-8.");
            }

            int refusal = ListenOptions.Read(options, out RespServerOptions listen);
            return refusal != 0 ? refusal : Keep(ServedStore.Open(text, listen), server);
        }
        catch (Exception exception)
        {
            return LastMessage.Unexpected(exception);
        }
    }

    /// <summary>
    /// <c>int32_t mooncake_server_start_table(const mooncake_server_table_t* table, const mooncake_server_options_t* options,
    /// mooncake_server_t* server_out)</c>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_server_start_table", CallConvs = [typeof(CallConvCdecl)])]
    internal static int StartTable(nuint* table, nuint* options, nint* server)
    {
        try
        {
            if (table == null || server == null)
            {
                return LastMessage.Fail(InvalidParams, "table and server_out must not be null.");
            }

            *server = 0;
            int refusal = HostTable.Read(table, out HostTable callbacks);
            if (refusal == 0)
            {
                refusal = ListenOptions.Read(options, out RespServerOptions listen);
                return refusal != 0 ? refusal : Keep(ServedStore.Open(callbacks, listen), server);
            }

            return refusal;
        }
        catch (Exception exception)
        {
            return LastMessage.Unexpected(exception);
        }
    }

    /// <summary><c>int32_t mooncake_server_port(mooncake_server_t server)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_server_port", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Port(nint server)
    {
        try
        {
            return Servers.TryFind(server, out ServedStore? served) ? served.Port : NoServer();
        }
        catch (Exception exception)
        {
            return LastMessage.Unexpected(exception);
        }
    }

    /// <summary><c>int32_t mooncake_server_stop(mooncake_server_t server)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_server_stop", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Stop(nint server)
    {
        try
        {
            if (!Servers.TryFind(server, out ServedStore? served))
            {
                return NoServer();
            }

            if (served.RunsCurrentThread)
            {
                return LastMessage.Fail(
                    InvalidParams, "A callback cannot stop its own server. Call mooncake_server_stop on another thread.");
            }

            if (!Servers.TryRemove(server, out served))
            {
                return NoServer();
            }

            served.Close();
            return 0;
        }
        catch (Exception exception)
        {
            return LastMessage.Unexpected(exception);
        }
    }

    /// <summary><c>size_t mooncake_server_message(char* message_out, size_t size)</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "mooncake_server_message", CallConvs = [typeof(CallConvCdecl)])]
    internal static nuint Message(byte* message, nuint size)
    {
        try
        {
            return (nuint)LastMessage.CopyTo(new Span<byte>(message, message == null ? 0 : (int)Math.Min(size, int.MaxValue)));
        }
        catch (Exception)
        {
            // No memory to describe a failure: there is no message.
            return 0;
        }
    }

    private static int NoServer() =>
        LastMessage.Fail(InvalidParams, "There is no such server: the handle is null, stopped or was never returned by a start.");

    private static int Keep(StoreResult<ServedStore> opened, nint* server)
    {
        if (!opened.TryGetValue(out ServedStore? served, out StoreError? error))
        {
            return LastMessage.Fail((int)error!.Code, error.Message);
        }

        *server = Servers.Add(served);
        if (*server != 0)
        {
            return 0;
        }

        served.Close();
        return LastMessage.Fail(InvalidParams, "There are too many servers in this process. Stop some.");
    }
}
